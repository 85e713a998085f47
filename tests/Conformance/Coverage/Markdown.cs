using System.Text;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>Text for Markdown as GitHub reads it.</summary>
internal static class Markdown
{
    public const string LineBreak = "<br>";

    /// <summary>Puts text into a code span that may stand in a table's cell.</summary>
    public static string Code(string text)
    {
        var plain = text.Replace("\n", " ", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
        return plain.Contains('`', StringComparison.Ordinal) ? $"`` {plain} ``" : $"`{plain}`";
    }

    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>The anchor that GitHub makes of a heading.</summary>
    public static string Anchor(string title)
    {
        var anchor = new StringBuilder(title.Length);
        foreach (var c in title.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_'))
        {
            anchor.Append(c == ' ' ? '-' : c);
        }

        return anchor.ToString();
    }
}
