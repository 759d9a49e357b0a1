using Chat.Bench.Commands;
using Chat.Bench.Net;

SocketTuning.Apply();
return await BenchCommandLine.RunAsync(args).ConfigureAwait(false);
