namespace Chat.Faults.Running;

/// <summary>What to run.</summary>
/// <param name="Seed">Plan, texts and choices come from it.</param>
/// <param name="Messages">Messages to be acknowledged.</param>
/// <param name="Kills">How often the server is killed.</param>
/// <param name="Cuts">How often connections are cut.</param>
/// <param name="Rooms">How many rooms.</param>
/// <param name="Users">How many users, each with one client.</param>
/// <param name="RoomsPerUser">In how many rooms each user is.</param>
/// <param name="Longest">The run ends by itself after so long.</param>
/// <param name="Server">Path of Chat.Server.dll.</param>
internal sealed record RunOptions(
    int Seed, int Messages, int Kills, int Cuts, int Rooms, int Users, int RoomsPerUser, TimeSpan Longest, string Server);
