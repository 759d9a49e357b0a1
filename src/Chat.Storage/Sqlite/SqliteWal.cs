using System.Buffers.Binary;

namespace Chat.Storage.Sqlite;

/// <summary>
/// Reads a write-ahead log only to see whose it is. SQLite itself takes any log that has the right name for the database's own, and would mix
/// two databases. The format is https://sqlite.org/fileformat2.html#the_write_ahead_log.
/// </summary>
internal static class SqliteWal
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const uint LittleEndianMagic = 0x377f0682;
    private const uint BigEndianMagic = 0x377f0683;

    /// <summary>Where the first page has <c>PRAGMA user_version</c>, which is a database's identity here.</summary>
    private const int IdentityOffset = 60;

    private const int PageSizeOffset = 16;

    /// <summary>True where the log is of another database than the one it lies beside. False also where that can't be told.</summary>
    public static bool IsOfAnother(string database)
    {
        string path = DataFiles.WalOf(database);
        if (!File.Exists(path))
        {
            return false;
        }

        byte[] first = new byte[IdentityOffset + sizeof(uint)];
        using (FileStream file = Open(database))
        {
            file.ReadExactly(first);
        }

        using FileStream wal = Open(path);
        byte[] header = new byte[HeaderBytes];
        if (wal.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || Read(header, 0) is not (LittleEndianMagic or BigEndianMagic))
        {
            return false;
        }

        int pageSize = BinaryPrimitives.ReadUInt16BigEndian(first.AsSpan(PageSizeOffset));
        uint identity = Read(first, IdentityOffset);
        uint other = IdentityIn(wal, header);
        return Read(header, 8) != (pageSize == 1 ? 65536 : pageSize) || (identity != 0 && other != 0 && identity != other);
    }

    /// <summary>The identity in the newest committed first page; 0 where the log has none.</summary>
    private static uint IdentityIn(FileStream wal, byte[] header)
    {
        bool bigEndian = Read(header, 0) == BigEndianMagic;
        (uint, uint) sum = Sum((0, 0), header.AsSpan(0, 24), bigEndian);
        if (sum != (Read(header, 24), Read(header, 28)) || Read(header, 8) is < 512 or > 65536)
        {
            return 0;
        }

        uint seen = 0;
        uint committed = 0;
        byte[] frame = new byte[FrameHeaderBytes + Read(header, 8)];
        while (wal.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            sum = Sum(Sum(sum, frame.AsSpan(0, 8), bigEndian), frame.AsSpan(FrameHeaderBytes), bigEndian);
            bool isCurrent = Read(frame, 8) == Read(header, 16) && Read(frame, 12) == Read(header, 20);
            if (!isCurrent || sum != (Read(frame, 16), Read(frame, 20)))
            {
                break;
            }

            seen = Read(frame, 0) == 1 ? Read(frame, FrameHeaderBytes + IdentityOffset) : seen;
            committed = Read(frame, 4) != 0 ? seen : committed;
        }

        return committed;
    }

    private static (uint, uint) Sum((uint First, uint Second) sum, ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        for (int i = 0; i < bytes.Length; i += 8)
        {
            uint one = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[i..]);
            uint two = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[(i + 4)..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i + 4)..]);
            sum.First += one + sum.Second;
            sum.Second += two + sum.First;
        }

        return sum;
    }

    private static uint Read(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(offset));

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
