using Chat.Actors.Storage;

namespace Chat.Actors.Moderation;

/// <summary>Whom an act is about.</summary>
/// <param name="Name">The name as written; as shown, once the directory has said whose it is.</param>
/// <param name="Folded">The name folded.</param>
/// <param name="User">Who that is; null before the directory was asked, and where nobody has the name.</param>
/// <param name="Admin">True for one of the server's admins.</param>
public sealed record Whom(string Name, string Folded, UserId? User = null, bool Admin = false);

/// <summary>Whom a ban meets that is not about one user.</summary>
/// <param name="Target">The address, the network or the folded pattern.</param>
/// <param name="Shown">The same for people.</param>
public sealed record ManyTarget(SanctionTarget Target, string Shown);
