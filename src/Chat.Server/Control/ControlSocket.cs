using System.Net.Sockets;
using Chat.Server.Hosting;

namespace Chat.Server.Control;

/// <summary>
/// The Unix domain socket in the data directory through which commands reach a node that runs. Who may open it is the node's operator:
/// the file is its owner's alone.
/// </summary>
internal static class ControlSocket
{
    /// <summary>The file's name.</summary>
    public const string FileName = "control.sock";

    // What sockaddr_un holds on the narrowest of our platforms, less the closing NUL.
    private const int LongestPath = 103;

    /// <summary>The socket of a data directory.</summary>
    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, FileName);

    /// <summary>Whether a socket can have this path: the system's limit is short.</summary>
    public static bool IsUsable(string path) => System.Text.Encoding.UTF8.GetByteCount(path) <= LongestPath;

    /// <summary>Binds the socket, in place of one that a node left behind that was killed.</summary>
    /// <exception cref="StartException">It can't be had.</exception>
    public static Socket Bind(UnixDomainSocketEndPoint endpoint)
    {
        string path = endpoint.ToString();
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (File.Exists(path))
            {
                using Socket? other = TryConnect(path);
                if (other is not null)
                {
                    throw new StartException($"Another node answers on {path}: it uses this data directory. Stop it, or choose another with --data DIR.");
                }

                File.Delete(path);
            }

            socket.Bind(endpoint);
            if (!OperatingSystem.IsWindows())
            {
                // Before anyone can connect, which takes the listening that comes behind this.
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            return socket;
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e as StartException ?? new StartException($"Can't listen on {path} for the operator's commands: {e.Message}", e);
        }
    }

    /// <summary>Connects to a node; null where none listens.</summary>
    public static Socket? TryConnect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
