namespace Chat.Client.Settings.Conf;

/// <summary>A line <c>name = value</c> of a settings file.</summary>
/// <param name="Section">The section it stands in; empty above the first one.</param>
/// <param name="Name">Its name, without blanks around it.</param>
/// <param name="Value">Its value, without blanks around it.</param>
/// <param name="Line">Its number in the file, from 1.</param>
internal sealed record ConfEntry(string Section, string Name, string Value, int Line);

/// <summary>Something wrong in a settings file.</summary>
/// <param name="Line">The line's number, from 1; 0 for the file as a whole.</param>
/// <param name="Text">What is wrong and what to write, in English.</param>
internal sealed record ConfProblem(int Line, string Text);
