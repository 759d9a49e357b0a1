using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

// What holds over a plain connection holds over an encrypted one.
public sealed class TlsConversationSpecs : ConversationSpecs
{
    private protected override Carrier Carrier => Carrier.Tls;
}

public sealed class TlsStopSpecs : StopSpecs
{
    private protected override Carrier Carrier => Carrier.Tls;
}

public sealed class TlsSlowReaderSpecs : SlowReaderSpecs
{
    private protected override Carrier Carrier => Carrier.Tls;
}

public sealed class TlsBystanders : Bystanders
{
    private protected override Carrier Carrier => Carrier.Tls;
}

public sealed class TlsBadStreamSpecs(TlsBystanders bystanders) : BadStreamSpecs(bystanders), IClassFixture<TlsBystanders>;
