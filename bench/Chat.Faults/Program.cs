using Chat.Faults.Commands;

return await FaultsCommandLine.RunAsync(args).ConfigureAwait(false);
