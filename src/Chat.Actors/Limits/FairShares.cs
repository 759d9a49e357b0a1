using System.Diagnostics.CodeAnalysis;

namespace Chat.Actors.Limits;

/// <summary>
/// A bounded queue of many owners, served in turn: one after the other, whoever has much in it waits for itself alone. Where it is full, a newcomer takes the place of the last thing of the owner who
/// has the most. Not thread-safe.
/// </summary>
public sealed class FairShares<TOwner, T>
    where TOwner : notnull
{
    private readonly Dictionary<TOwner, LinkedList<T>> _owned = [];
    private readonly Queue<TOwner> _turns = new();

    private LinkedList<T>? Longest => _owned.Values.MaxBy(items => items.Count) is { Count: > 0 } longest ? longest : null;

    /// <summary>How many things wait.</summary>
    public int Count { get; private set; }

    /// <summary>Puts something in.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="item">What.</param>
    /// <param name="most">Most things that may wait.</param>
    /// <param name="displaced">What had to go for it: another's last, or itself.</param>
    /// <returns>True where nothing had to go.</returns>
    public bool TryEnqueue(TOwner owner, T item, int most, [MaybeNullWhen(true)] out T displaced)
    {
        displaced = default;
        bool isRoom = Count < most;
        if (!isRoom)
        {
            int own = _owned.GetValueOrDefault(owner)?.Count ?? 0;
            if (Longest is not { } longest || longest.Count <= own + 1)
            {
                displaced = item;
                return false;
            }

            displaced = TakeLast(longest);
        }

        if (!_owned.TryGetValue(owner, out LinkedList<T>? items))
        {
            _owned[owner] = items = [];
            _turns.Enqueue(owner);
        }

        items.AddLast(item);
        Count++;
        return isRoom;
    }

    /// <summary>Drops the last thing of the owner who has the most.</summary>
    public bool TryDrop([MaybeNullWhen(false)] out T dropped)
    {
        dropped = default;
        if (Longest is not { } longest)
        {
            return false;
        }

        dropped = TakeLast(longest);
        return true;
    }

    /// <summary>Takes the next: the oldest thing of the owner whose turn it is.</summary>
    public bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        item = default;
        LinkedList<T>? items = null;
        while (items is null or { Count: 0 })
        {
            if (!_turns.TryDequeue(out TOwner? next))
            {
                return false;
            }

            items = _owned[next];
            if (items.Count <= 1)
            {
                // With its last thing, also one that was dropped, an owner gives up its turn.
                _owned.Remove(next);
            }
            else
            {
                _turns.Enqueue(next);
            }
        }

        item = items.First!.Value;
        items.RemoveFirst();
        Count--;
        return true;
    }

    private T TakeLast(LinkedList<T> items)
    {
        T last = items.Last!.Value;
        items.RemoveLast();
        Count--;
        return last;
    }
}
