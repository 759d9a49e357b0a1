namespace Chat.Client.Attention;

/// <summary>Seqs in their order: new ones mostly come behind the others, and they go from the front.</summary>
internal sealed class SeqRow
{
    private readonly List<long> _seqs = [];
    private int _gone;

    /// <summary>How many there are.</summary>
    public int Count => _seqs.Count - _gone;

    /// <summary>Puts one in its place; one that is there already stays.</summary>
    public void Add(long seq)
    {
        int index = Count == 0 || _seqs[^1] < seq ? ~_seqs.Count : _seqs.BinarySearch(_gone, Count, seq, null);
        if (index < 0)
        {
            _seqs.Insert(~index, seq);
        }
    }

    /// <summary>Takes out all up to a seq.</summary>
    public void DropTo(long seq)
    {
        while (_gone < _seqs.Count && _seqs[_gone] <= seq)
        {
            _gone++;
        }

        // Moved together now and then, not each time.
        if (_gone > _seqs.Count / 2)
        {
            _seqs.RemoveRange(0, _gone);
            _gone = 0;
        }
    }
}
