using System.Net.Security;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Chat.Server.Tls;

/// <summary>
/// Lets OpenSSL give back its two buffers of a connection while that is silent, some 34 KiB (SSL_MODE_RELEASE_BUFFERS). .NET has no setting for it, so
/// this reaches for the connection behind the stream. Where anything is not as in the .NET of today nothing is done, and only memory is lost; a spec
/// tells when that happens.
/// </summary>
internal static class OpenSslBuffers
{
    private const int CtrlMode = 33;
    private const nint ReleaseBuffers = 0x10;
    private const int Lazy = 0x1;
    private const int OnlyIfLoaded = 0x4;

    private static readonly FieldInfo? Context = typeof(SslStream).GetField("_securityContext", BindingFlags.Instance | BindingFlags.NonPublic);
    private static readonly SslCtrl? Control = Find();

    private delegate nint SslCtrl(nint ssl, int command, nint number, nint pointer);

    /// <summary>Does it for a stream that has done its handshake, before it is used.</summary>
    /// <returns>True where it was possible.</returns>
    public static bool TryRelease(SslStream stream)
    {
        if (Control is null || Context?.GetValue(stream) is not SafeHandle { IsInvalid: false } handle || handle.GetType().Name != "SafeSslHandle")
        {
            return false;
        }

        bool held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            return (Control(handle.DangerousGetHandle(), CtrlMode, ReleaseBuffers, 0) & ReleaseBuffers) != 0;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>SSL_ctrl of the OpenSSL that .NET has loaded, and of no other.</summary>
    private static SslCtrl? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        nint library = Open("libssl.so.3\0"u8.ToArray(), Lazy | OnlyIfLoaded);
        return library != 0 && NativeLibrary.TryGetExport(library, "SSL_ctrl", out nint control)
            ? Marshal.GetDelegateForFunctionPointer<SslCtrl>(control)
            : null;
    }

    [DllImport("libc", EntryPoint = "dlopen", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Open(byte[] name, int flags);
}
