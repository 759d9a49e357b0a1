namespace Chat.Server.Hosting;

/// <summary>
/// Tells when a node has become quiet after work, by the bytes it has allocated: once for each time of work. Pure state, fed by a clock from outside.
/// </summary>
/// <param name="workBytes">A span between two looks with as many bytes or more is work.</param>
/// <param name="quietBytes">One with fewer is quiet.</param>
/// <param name="quietSpans">So many quiet ones in a row are needed, so that a breath in the work is none.</param>
internal sealed class QuietAfterWork(long workBytes, long quietBytes, int quietSpans)
{
    private long _allocated;
    private int _quiet;
    private bool _worked;

    /// <summary>Looks again.</summary>
    /// <param name="allocated">Bytes allocated since the process began.</param>
    /// <returns>True where it is quiet now, for the first time since there was work.</returns>
    public bool Look(long allocated)
    {
        long span = allocated - _allocated;
        _allocated = allocated;
        _worked |= span >= workBytes;
        _quiet = span < quietBytes ? _quiet + 1 : 0;
        if (!_worked || _quiet < quietSpans)
        {
            return false;
        }

        _worked = false;
        return true;
    }
}
