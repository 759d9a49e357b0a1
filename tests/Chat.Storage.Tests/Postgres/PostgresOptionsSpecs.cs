using Chat.Storage.Postgres;
using Npgsql;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

public sealed class PostgresOptionsSpecs
{
    [Theory]
    [InlineData("")]
    [InlineData("somewhere")]
    [InlineData("postgres://akkachat:secret@db.example/akkachat")]
    [InlineData("Database=akkachat;Username=akkachat")]
    [InlineData("Host=db.example;Port=many")]
    [InlineData("Host=db.example;Port=99999999999")]
    [InlineData("Host=db.example;SSL Mode=perhaps")]
    [InlineData("Host=db.example;Password=a;b=c")]
    public void Should_refuse_what_is_no_connection_string(string text) => Assert.False(PostgresOptions.TryParse(text, out _));

    [Fact]
    public void Should_show_where_the_database_is_and_no_password()
    {
        PostgresOptions options = Parse("Host=db.example;Port=5433;Database=akkachat;Username=chat;Password=secret");

        Assert.Equal("db.example:5433/akkachat", options.ToString());
        Assert.Equal("db.example:5433/akkachat", options.WithPassword("other").ToString());
        Assert.Equal("other", new NpgsqlConnectionStringBuilder(options.WithPassword("other").ForWriting()).Password);
        Assert.True(options.HasPassword);
        Assert.False(Parse("Host=db.example").HasPassword);
    }

    [Fact]
    public void Should_keep_what_the_operator_says_and_bound_what_he_does_not()
    {
        var plain = new NpgsqlConnectionStringBuilder(Parse("Host=db.example").ForReading());
        var own = new NpgsqlConnectionStringBuilder(Parse("Host=db.example;Timeout=9;Maximum Pool Size=5;Include Error Detail=true").ForReading());

        Assert.Equal((5, 16, 10), (plain.Timeout, plain.MaxPoolSize, plain.CommandTimeout));
        Assert.Equal((9, 5), (own.Timeout, own.MaxPoolSize));
        Assert.False(own.IncludeErrorDetail);
    }

    private static PostgresOptions Parse(string text) => PostgresOptions.TryParse(text, out PostgresOptions? options) ? options : throw new ArgumentException(text, nameof(text));
}
