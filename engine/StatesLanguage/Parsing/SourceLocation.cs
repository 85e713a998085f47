namespace AiProxy.StatesLanguage.Parsing;

/// <summary>
/// Places in a definition as diagnostics name them: <c>/States/A/Choices[0]</c>. They are made for what is complained about or may be at
/// run time, and are kept short: a text of a megabyte can have a name so long, or nest so deep, that places in full would fill the memory.
/// </summary>
internal static class SourceLocation
{
    /// <summary>As long as a state's name may be.</summary>
    private const int MaxName = 80;

    private const int MaxLength = 4_000;

    public static string Member(string parent, string name) =>
        parent.Length > MaxLength ? parent : $"{(parent == "/" ? "" : parent)}/{Cut(name)}";

    public static string Item(string parent, int index) => parent.Length > MaxLength ? parent : $"{parent}[{index}]";

    /// <returns>Where in the text the place begins: a member's name, an item. Null if there is no such place.</returns>
    public static int? FindOffset(SourceNode root, string location) =>
        location == "/" ? root.Offset : Find(root, root.Offset, location);

    private static int? Find(SourceNode node, int offset, ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
        {
            return offset;
        }

        if (rest[0] == '[' && node.Kind == SourceKind.Array)
        {
            var close = rest.IndexOf(']');
            return close > 0 && int.TryParse(rest[1..close], out var index) && (uint)index < (uint)node.Items.Count
                ? Find(node.Items[index], node.Items[index].Offset, rest[(close + 1)..])
                : null;
        }

        if (rest[0] != '/' || node.Kind != SourceKind.Object)
        {
            return null;
        }

        foreach (var member in node.Members)
        {
            // A name may have a slash or a bracket in it.
            var name = Cut(member.Name);
            if (rest[1..].StartsWith(name, StringComparison.Ordinal)
                && (rest.Length == name.Length + 1 || rest[name.Length + 1] is '/' or '[')
                && Find(member.Value, member.Offset, rest[(name.Length + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string Cut(string name) => name.Length <= MaxName ? name : name[..MaxName] + "...";
}
