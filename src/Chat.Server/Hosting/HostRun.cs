using Chat.Server.Logs;

namespace Chat.Server.Hosting;

/// <summary>Starts and ends a node so that whoever started it learns the first cause of a failure, and not what went wrong while it was cleared away.</summary>
internal static partial class HostRun
{
    /// <summary>Starts a node. One that fails is stopped again.</summary>
    /// <exception cref="StartException">It can't start here: the log is closed then, so that the line is the only one.</exception>
    public static async Task StartAsync(IHost host, CancellationToken cancel)
    {
        try
        {
            await host.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            StartException? explained = FindExplained(e);
            if (explained is not null)
            {
                host.Services.GetService<LogGate>()?.Close();
            }

            await TryAsync(host, () => host.StopAsync(CancellationToken.None)).ConfigureAwait(false);
            if (explained is not null && explained != e)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>Does something with a node and gives everything that it holds back, also where that fails.</summary>
    /// <param name="host">The node.</param>
    /// <param name="run">What is done.</param>
    /// <param name="end">What comes behind it, whether it failed or not.</param>
    public static async Task<T> UseAsync<T>(IHost host, Func<Task<T>> run, Func<Task>? end = null)
    {
        T result;
        try
        {
            result = await run().ConfigureAwait(false);
        }
        catch
        {
            await TryAsync(host, () => EndAsync(host, end)).ConfigureAwait(false);
            throw;
        }

        await EndAsync(host, end).ConfigureAwait(false);
        return result;
    }

    private static async Task EndAsync(IHost host, Func<Task>? end)
    {
        try
        {
            await (end?.Invoke() ?? Task.CompletedTask).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(host).ConfigureAwait(false);
        }
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            host.Dispose();
        }
    }

    private static async Task TryAsync(IHost host, Func<Task> work)
    {
        ILogger? log = host.Services.GetService<ILoggerFactory>()?.CreateLogger(typeof(HostRun));
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (log is not null)
            {
                Log.NotCleared(log, e);
            }
        }
    }

    private static StartException? FindExplained(Exception e) => e switch
    {
        StartException found => found,
        AggregateException all => all.InnerExceptions.Select(FindExplained).FirstOrDefault(found => found is not null),
        _ => e.InnerException is { } inner ? FindExplained(inner) : null,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A node that failed could not be cleared away in order")]
        public static partial void NotCleared(ILogger logger, Exception e);
    }
}
