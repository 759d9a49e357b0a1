using System.Net;
using System.Runtime.InteropServices;

namespace Chat.Actors.Limits;

/// <summary>What each address may do on this node. For any thread.</summary>
/// <param name="options">Limits.</param>
/// <param name="time">The clock of limits by time.</param>
/// <param name="times">So many times the connections that the limits say.</param>
public sealed class AddressGate(LiveOptions options, TimeProvider time, int times = 1)
{
    /// <summary>Most addresses of which a debt is kept, of each kind: some 64 bytes each.</summary>
    public const int MostKept = 32_768;

    private readonly Lock _lock = new();
    private readonly Dictionary<AddressNet, int> _open = [];
    private readonly BucketTable<AddressNet> _arrivals = new(MostKept);
    private readonly BucketTable<AddressNet> _logins = new(MostKept);
    private readonly BucketTable<AddressNet> _registrations = new(MostKept);

    /// <summary>What became of a new connection.</summary>
    public enum Entry
    {
        /// <summary>It may come in, and must <see cref="Leave"/>.</summary>
        Taken,

        /// <summary>The address has as many as it may.</summary>
        TooMany,

        /// <summary>The address has opened too many lately.</summary>
        TooFast,
    }

    /// <summary>A new connection.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <param name="wait">Ticks after which it may come in, where it was too fast.</param>
    public Entry Enter(IPAddress address, out long wait)
    {
        LimitOptions limits = options.Current.Limits;
        AddressNet net = AddressNet.Of(address);
        bool exempt = limits.IsExempt(address);
        int factor = limits.FactorOf(net) * times;
        lock (_lock)
        {
            wait = 0;
            int open = _open.GetValueOrDefault(net);
            if (!exempt && limits.PerAddress > 0 && open >= (long)limits.PerAddress * factor)
            {
                return Entry.TooMany;
            }

            wait = exempt ? 0 : _arrivals.TryTake(net, limits.NewConnections.Times(factor), time.Uptime());
            if (wait > 0)
            {
                return Entry.TooFast;
            }

            _open[net] = open + 1;
            return Entry.Taken;
        }
    }

    /// <summary>A connection that came in is over.</summary>
    public void Leave(IPAddress address)
    {
        AddressNet net = AddressNet.Of(address);
        lock (_lock)
        {
            ref int open = ref CollectionsMarshal.GetValueRefOrNullRef(_open, net);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref open) && --open == 0)
            {
                _open.Remove(net);
            }
        }
    }

    /// <summary>Someone gives a password.</summary>
    /// <returns>Ticks to wait; 0 where it may.</returns>
    public long TryLogIn(IPAddress address) => TryTake(_logins, address, options.Current.Limits.Logins);

    /// <summary>Someone wants to make an account.</summary>
    /// <returns>Ticks to wait; 0 where it may.</returns>
    public long TryRegister(IPAddress address) => TryTake(_registrations, address, options.Current.Limits.Registrations);

    private long TryTake(BucketTable<AddressNet> table, IPAddress address, Rate rate)
    {
        LimitOptions limits = options.Current.Limits;
        if (rate.IsOff || limits.IsExempt(address))
        {
            return 0;
        }

        AddressNet net = AddressNet.Of(address);
        lock (_lock)
        {
            return table.TryTake(net, rate.Times(limits.FactorOf(net)), time.Uptime());
        }
    }
}
