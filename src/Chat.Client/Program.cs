using Chat.Client.Startup;
using Chat.Client.Terminals;

ClientHost host = ClientHost.System();
host.Crash.Install();
_ = LastResort.Keep(RuntimeKeys.Reset);
return await CommandLine.RunAsync(args, host).ConfigureAwait(false);
