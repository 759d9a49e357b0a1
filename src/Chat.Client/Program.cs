using Chat.Client.Startup;

return await CommandLine.RunAsync(args, ClientHost.System()).ConfigureAwait(false);
