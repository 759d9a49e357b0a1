using System.Net;
using Chat.Bench.Net;

namespace Chat.Bench.Scenarios;

/// <summary>One who says a line and wants everyone's, on as many connections as it takes.</summary>
internal sealed class BurstUser(BurstMember first) : IDisposable
{
    private readonly List<BurstMember> _gone = [];
    private volatile BurstMember _current = first;

    /// <summary>Messages that came, each once.</summary>
    public long Received
    {
        get
        {
            lock (_gone)
            {
                return _gone.Sum(m => m.Received) + _current.Received;
            }
        }
    }

    /// <summary>How often it was sent away as too slow and came back.</summary>
    public int Returns
    {
        get
        {
            lock (_gone)
            {
                return _gone.Count;
            }
        }
    }

    /// <summary>Whether its line is acknowledged.</summary>
    public bool IsAcknowledged => _current.IsAcknowledged;

    /// <summary>The newest seq that came.</summary>
    public long LastSeq => _current.Check!.Last;

    /// <summary>What was wrong first; null while nothing was.</summary>
    public string? Problem
    {
        get
        {
            lock (_gone)
            {
                return _gone.Append(_current).Select(m => m.Check!.Problem).FirstOrDefault(p => p is not null);
            }
        }
    }

    /// <summary>Comes back whenever it is sent away, until it is cancelled.</summary>
    public async Task StayAsync(EndPoint server, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await _current.SentAway.WaitAsync(cancel).ConfigureAwait(false);
            BurstMember next = await _current.ResumeAsync(server, cancel).ConfigureAwait(false);
            lock (_gone)
            {
                _gone.Add(_current);
                _current = next;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gone)
        {
            _gone.ForEach(member => member.Dispose());
            _current.Dispose();
        }
    }
}
