using Chat.Server.Commands;

return await ChatCommandLine.RunAsync(args, Console.Out, Console.Error);
