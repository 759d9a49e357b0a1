using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Chat.Storage.Tests.Postgres.Support.PostgresTestFramework", "Chat.Storage.Tests")]

namespace Chat.Storage.Tests.Postgres.Support;

/// <summary>The class's specs run only where there is a server. Elsewhere one line stands for all of them: <see cref="PostgresServerSpecs"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

/// <summary>A spec that is skipped, and says so, where there is no server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.ConnectionString is null)
        {
            DisplayName = $"All specs of the PostgreSQL store, since {PostgresServer.Variable} names no server (see CONTRIBUTING.md)";
            Skip = $"{PostgresServer.Variable} names no server";
        }
    }
}

/// <summary>Leaves out the classes that need a server where there is none: a hundred skipped tests would say no more than one.</summary>
public sealed class PostgresTestFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo) =>
        new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider sources, IMessageSink messageSink)
        : XunitTestFrameworkDiscoverer(assembly, sources, messageSink)
    {
        protected override bool FindTestsForType(
            ITestClass testClass, bool includeSourceInformation, IMessageBus messageBus, ITestFrameworkDiscoveryOptions discoveryOptions) =>
            (PostgresServer.ConnectionString is null && testClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any())
            || base.FindTestsForType(testClass, includeSourceInformation, messageBus, discoveryOptions);
    }
}
