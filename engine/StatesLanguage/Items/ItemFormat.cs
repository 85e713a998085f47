using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Items;

/// <summary>How the text that an ItemReader reads is to be understood.</summary>
/// <param name="InputType"><c>CSV</c>, <c>JSON</c> or <c>JSONL</c>; null where there is no text.</param>
/// <param name="Headers">The column names of a CSV text, if its first row does not have them.</param>
/// <param name="Delimiter">What separates the columns.</param>
/// <param name="Pointer">A JSON pointer to the array within a JSON text, if it is not the whole.</param>
internal sealed record ItemFormat(string? InputType, ImmutableArray<string>? Headers, char Delimiter, string? Pointer)
{
    /// <returns>The items, at most so many; null with the reason if the text is not of the format.</returns>
    public Value[]? Read(ReadOnlySpan<byte> utf8, int maxItems, out string problem)
    {
        utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        problem = "";
        try
        {
            return InputType switch
            {
                "CSV" => [.. CsvText.Read(Encoding.UTF8.GetString(utf8), Headers, Delimiter).Take(maxItems)],
                "JSONL" => ReadLines(utf8, maxItems),
                _ => ReadJson(utf8, maxItems, out problem),
            };
        }
        catch (JsonException exception)
        {
            problem = $"Attempting to read the items failed: the text is not valid {InputType ?? "JSON"}: {exception.Message}";
            return null;
        }
    }

    private Value[]? ReadJson(ReadOnlySpan<byte> utf8, int maxItems, out string problem)
    {
        problem = "";
        var value = Value.Parse(utf8);
        foreach (var part in (Pointer ?? "").Split('/').Skip(1))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            value = value.Kind == ValueKind.Object && value.AsObject().TryGetValue(name, out var member) ? member : default;
        }

        switch (value.Kind)
        {
            case ValueKind.Array:
                return [.. value.AsArray().Take(maxItems)];
            case ValueKind.Object:
                return [.. value.AsObject().Take(maxItems).Select(member => Value.From(
                    new ObjectBuilder(2).Add("Key", Value.From(member.Key)).Add("Value", member.Value).Build()))];
            default:
                problem = "Attempting to read the items failed: they must be a JSON array or object";
                return null;
        }
    }

    private static Value[] ReadLines(ReadOnlySpan<byte> utf8, int maxItems)
    {
        var items = new List<Value>();
        foreach (var range in utf8.Split((byte)'\n'))
        {
            var line = utf8[range].Trim((byte)'\r').Trim((byte)' ');
            if (items.Count == maxItems)
            {
                break;
            }

            if (line.Length > 0)
            {
                items.Add(Value.Parse(line));
            }
        }

        return [.. items];
    }
}
