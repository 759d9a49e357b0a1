using Chat.Fuzz.Commands;

return await FuzzCommandLine.RunAsync(args).ConfigureAwait(false);
