using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution;

namespace AiProxy.StatesLanguage.Items;

/// <summary>How the text that an ItemReader reads is to be understood.</summary>
/// <param name="InputType"><c>CSV</c>, <c>JSON</c> or <c>JSONL</c>; null where there is no text.</param>
/// <param name="Headers">The column names of a CSV text, if its first row does not have them.</param>
/// <param name="Delimiter">What separates the columns.</param>
/// <param name="Pointer">A JSON pointer to the array within a JSON text, if it is not the whole.</param>
internal sealed record ItemFormat(string? InputType, ImmutableArray<string>? Headers, char Delimiter, string? Pointer)
{
    /// <param name="utf8">The text.</param>
    /// <param name="maxItems">The most items wanted.</param>
    /// <param name="source">Where the text comes from, for <see cref="MapItem.Source"/>.</param>
    /// <param name="problem">Why there are no items.</param>
    /// <returns>The items, at most so many; null with the reason if the text is not of the format.</returns>
    public MapItem[]? Read(ReadOnlySpan<byte> utf8, int maxItems, string source, out string problem)
    {
        utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        problem = "";
        try
        {
            return InputType switch
            {
                "CSV" => MapItem.Of(CsvText.Read(Encoding.UTF8.GetString(utf8), Headers, Delimiter).Take(maxItems), source),
                "JSONL" => MapItem.Of(ReadLines(utf8, maxItems), source),
                _ => ReadJson(utf8, maxItems, source, out problem),
            };
        }
        catch (JsonException exception)
        {
            problem = $"Attempting to read the items failed: the text is not valid {InputType ?? "JSON"}: {exception.Message}";
            return null;
        }
    }

    private MapItem[]? ReadJson(ReadOnlySpan<byte> utf8, int maxItems, string source, out string problem)
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
                return MapItem.Of(value.AsArray().Take(maxItems), source);
            case ValueKind.Object:
                return MapItem.Of(value.AsObject(), maxItems, source);
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
