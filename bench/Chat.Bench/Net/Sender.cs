using System.Diagnostics;
using System.Net.Sockets;
using Chat.Bench.Measure;

namespace Chat.Bench.Net;

/// <summary>A member that also sends: in a closed loop, in which each <c>ok</c> lets the next message out, or when a <see cref="Pacer"/> says so.</summary>
internal sealed class Sender : Member
{
    private readonly Lock _gate = new();
    private readonly SocketAsyncEventArgs _send = new(unsafeSuppressExecutionContextFlow: true);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IMessageTemplate _template;
    private readonly long[] _sentAt;
    private byte[] _filling;
    private byte[] _flying;
    private int _filled;
    private bool _sending;
    private bool _isPaced;
    private bool _stopped;
    private long _sent;
    private long _acknowledged;

    public Sender(string name, string room, AddressFamily family, WireProtocol protocol, Faults faults, SeqCheck? check, MeasureWindow window, int inFlight, int textBytes)
        : base(name, room, family, protocol, faults, check)
    {
        Latency = new WindowedLatency(window);
        _template = protocol.Template(room, textBytes);
        _sentAt = new long[inFlight];
        _filling = new byte[inFlight * _template.Bytes];
        _flying = new byte[inFlight * _template.Bytes];
        _send.Completed += (_, _) => OnSent();
    }

    /// <summary>Messages that the server has acknowledged.</summary>
    public long Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>From a send, or from when it was due, to its <c>ok</c>, by when it was sent or due.</summary>
    public WindowedLatency Latency { get; }

    /// <summary>Sends as many messages as may be in flight; the rest follows by itself.</summary>
    public void Start()
    {
        lock (_gate)
        {
            for (int i = 0; i < _sentAt.Length; i++)
            {
                Add(Stopwatch.GetTimestamp());
            }

            Flush();
        }
    }

    /// <summary>Sends one message now, whatever is unacknowledged; from the first on, an <c>ok</c> lets nothing out.</summary>
    /// <param name="due">When it should have been sent: its latency counts from there.</param>
    public void Post(long due)
    {
        lock (_gate)
        {
            _isPaced = true;
            if (_stopped)
            {
                return;
            }

            if (_sent - _acknowledged == _sentAt.Length)
            {
                Faults.Report($"{Name} has {_sentAt.Length} messages unacknowledged: the server does not keep up with the rate.");
                return;
            }

            Add(due);
            Flush();
        }
    }

    /// <summary>Sends no more.</summary>
    /// <returns>Completes when everything sent is acknowledged.</returns>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopped = true;
            EndIfDrained();
        }

        return _drained.Task;
    }

    /// <inheritdoc/>
    public override long Due(long acknowledged) => Protocol.EchoesOwn ? acknowledged : acknowledged - Acknowledged;

    public override void Dispose()
    {
        base.Dispose();
        _send.Dispose();
    }

    protected override void OnOk(long re)
    {
        lock (_gate)
        {
            long slot = re - SendTemplate.NumberBase;
            if (slot != _acknowledged)
            {
                Faults.Report($"{Name} got the ok of message {slot} where that of {_acknowledged} was due.");
                return;
            }

            Latency.Record(_sentAt[slot % _sentAt.Length]);
            Volatile.Write(ref _acknowledged, _acknowledged + 1);
            if (!_stopped && !_isPaced)
            {
                Add(Stopwatch.GetTimestamp());
            }

            EndIfDrained();
        }
    }

    protected override void OnFramesEnd()
    {
        lock (_gate)
        {
            Flush();
        }
    }

    private void Add(long at)
    {
        _sentAt[_sent % _sentAt.Length] = at;
        _template.Write(_filling.AsSpan(_filled), SendTemplate.NumberBase + _sent, at);
        _filled += _template.Bytes;
        _sent++;
    }

    private void Flush()
    {
        while (!_sending && _filled > 0)
        {
            (_filling, _flying) = (_flying, _filling);
            _send.SetBuffer(_flying, 0, _filled);
            int bytes = _filled;
            _filled = 0;
            _sending = Protocol.IsEncrypted ? IsPending(SendBytesAsync(_flying.AsMemory(0, bytes))) : Socket.SendAsync(_send);
            CheckSent();
        }
    }

    /// <returns>False where it is sent already; else <see cref="OnSent"/> is called when it is.</returns>
    private bool IsPending(Task sending)
    {
        if (sending.IsCompletedSuccessfully)
        {
            return false;
        }

        sending.ContinueWith(_ => OnSent(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return true;
    }

    private void OnSent()
    {
        lock (_gate)
        {
            _sending = false;
            CheckSent();
            Flush();
        }
    }

    private void CheckSent()
    {
        if (!_sending && _send.SocketError != SocketError.Success)
        {
            Faults.Report($"{Name} can't send: {_send.SocketError}.");
        }
    }

    private void EndIfDrained()
    {
        if (_stopped && _acknowledged == _sent)
        {
            _drained.TrySetResult();
        }
    }
}
