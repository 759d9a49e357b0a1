using Chat.Actors.Edge;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Moderation;

/// <summary>Whom a ban meets that is not about one user.</summary>
/// <param name="Target">The address, the network or the folded pattern.</param>
/// <param name="Shown">The same for people.</param>
public sealed record ManyTarget(SanctionTarget Target, string Shown)
{
    /// <summary>Reads an address or a pattern, of which there is one.</summary>
    /// <param name="address">An address or a network; null where there is a pattern.</param>
    /// <param name="pattern">A pattern of names.</param>
    /// <param name="policy">What names look like.</param>
    /// <param name="many">What it is.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static Refusal? Parse(string? address, string? pattern, NamePolicy policy, out ManyTarget? many)
    {
        many = null;
        if (address is not null)
        {
            if (!AddressRange.TryParse(address, out AddressRange? range))
            {
                return new Refusal(ErrorCodes.BadRequest, "This is no IP address and no network such as 203.0.113.0/24.", "address");
            }

            many = new ManyTarget(new SanctionTarget(TargetKind.Address, range.ToString()), range.ToString());
            return null;
        }

        if (!NamePattern.TryParse(pattern, policy, out string folded, out string? problem))
        {
            return new Refusal(ErrorCodes.BadRequest, problem, "pattern");
        }

        many = new ManyTarget(new SanctionTarget(TargetKind.Pattern, folded), pattern!);
        return null;
    }
}
