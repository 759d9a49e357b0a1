using Chat.Client.Trust;
using Chat.Sdk;
using Chat.Sdk.State;
using Chat.Sdk.Trust;

namespace Chat.Client.Tui.Trusting;

/// <summary>Shows the certificate that was refused on coming back, and carries out what is decided about it. Nothing is tried again before.</summary>
/// <param name="presenter">The interface.</param>
internal sealed class TrustPart(ChatPresenter presenter) : ITuiPart
{
    private ConnectionState.Untrusted? _asked;
    private TrustDialog? _dialog;

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        if (shown.State.Connection is not ConnectionState.Untrusted refused)
        {
            _asked = null;
            _dialog?.Close();
        }
        else if (!ReferenceEquals(refused, _asked))
        {
            _asked = refused;
            _dialog?.Close();
            Open(refused, shown.State.Security?.Certificate?.Fingerprint);
        }
    }

    private void Open(ConnectionState.Untrusted refused, CertificateFingerprint? before)
    {
        TrustRefusal refusal = refused.Refusal;
        bool mayAccept = presenter.Session.Tls is { Trust: TrustDesk } tls && TrustGate.MayAccept(refusal.Reason, tls);
        var dialog = new TrustDialog(presenter.Window.Palette, new TrustQuestion(refusal, Pinned(refusal), before, mayAccept), isInChat: true);
        dialog.Answered += answer =>
        {
            _dialog = null;
            Do(refusal, answer);
        };
        _dialog = dialog;
        presenter.Overlays.Open(dialog);
    }

    private KnownServer? Pinned(TrustRefusal refusal)
    {
        try
        {
            return (presenter.Session.Tls.Trust as TrustDesk)?.Find(refusal.Shown.Server);
        }
        catch (ChatException)
        {
            return null;
        }
    }

    private void Do(TrustRefusal refusal, TrustAnswer answer)
    {
        if (answer is TrustAnswer.Once or TrustAnswer.Always && (presenter.Session.Tls.Trust as TrustDesk)?.Accept(refusal, answer == TrustAnswer.Always) is { } problem)
        {
            presenter.Tell(problem, isError: true);
        }

        if (answer != TrustAnswer.No)
        {
            presenter.Session.Chat.RetryNow();
        }
    }
}
