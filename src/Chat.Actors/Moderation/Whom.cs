namespace Chat.Actors.Moderation;

/// <summary>Whom an act is about.</summary>
/// <param name="Name">The name as written; as shown, once the directory has said whose it is.</param>
/// <param name="Folded">The name folded.</param>
/// <param name="User">Who that is; null before the directory was asked, and where nobody has the name.</param>
/// <param name="Admin">True for one of the server's admins.</param>
public sealed record Whom(string Name, string Folded, UserId? User = null, bool Admin = false);
