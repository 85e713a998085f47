using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>
/// Replaces <c>${Name}</c> in a definition's text, as CloudFormation's DefinitionSubstitutions do. Inside a JSON string the value is
/// escaped; outside (<c>"TimeoutSeconds": ${Timeout}</c>) it is put in as it is.
/// </summary>
internal static partial class Substitutions
{
    public static Result Apply(string text, IReadOnlyDictionary<string, string>? values)
    {
        if (values is null || !text.Contains("${", StringComparison.Ordinal))
        {
            return new Result(text, [], []);
        }

        var output = new StringBuilder(text.Length + 256);
        var shifts = new List<LineMap.Shift>();
        var unresolved = new List<(string Name, int ByteOffset)>();
        var position = 0;
        var inString = false;
        var (originalBytes, outputBytes) = (0, 0);
        foreach (var match in Placeholder().EnumerateMatches(text))
        {
            var before = text.AsSpan(position, match.Index - position);
            inString = ScanQuotes(before, inString);
            output.Append(before);
            var beforeBytes = Encoding.UTF8.GetByteCount(before);
            originalBytes += beforeBytes;
            outputBytes += beforeBytes;

            var name = text.Substring(match.Index + 2, match.Length - 3);
            if (!values.TryGetValue(name, out var value))
            {
                unresolved.Add((name, originalBytes));
                value = "";
            }

            var inserted = inString ? JsonEncodedText.Encode(value).ToString() : value;
            output.Append(inserted);
            originalBytes += Encoding.UTF8.GetByteCount(text.AsSpan(match.Index, match.Length));
            outputBytes += Encoding.UTF8.GetByteCount(inserted);
            shifts.Add(new LineMap.Shift(outputBytes, outputBytes - originalBytes));
            position = match.Index + match.Length;
        }

        output.Append(text.AsSpan(position));
        return new Result(output.ToString(), shifts, unresolved);
    }

    public static void Report(Result result, LineMap lines, DiagnosticBag diagnostics)
    {
        foreach (var (name, offset) in result.Unresolved)
        {
            var (line, column) = lines.LocateOriginal(offset);
            diagnostics.Add(new Diagnostic(
                IsError: true,
                DiagnosticCodes.UnresolvedSubstitution,
                $"The substitution '${{{name}}}' has no value",
                null,
                line,
                column));
        }
    }

    private static bool ScanQuotes(ReadOnlySpan<char> text, bool inString)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && inString)
            {
                i++;
            }
            else if (text[i] == '"')
            {
                inString = !inString;
            }
        }

        return inString;
    }

    /// <summary>Narrow on purpose: <c>${key: value}</c> is a JSONata grouping.</summary>
    [GeneratedRegex(@"\$\{[A-Za-z0-9_.-]+(::[A-Za-z0-9_.-]+)*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    internal readonly record struct Result(
        string Text, IReadOnlyList<LineMap.Shift> Shifts, IReadOnlyList<(string Name, int ByteOffset)> Unresolved);
}
