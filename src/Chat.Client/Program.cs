using Chat.Client.Startup;

ClientHost host = ClientHost.System();
host.Crash.Install();
return await CommandLine.RunAsync(args, host).ConfigureAwait(false);
