using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Reads JSON text into <see cref="SourceNode"/>s, reporting bad JSON and repeated names.</summary>
internal static class SourceReader
{
    /// <summary>Deep enough for any sane nesting of Map and Parallel, shallow enough never to exhaust the stack.</summary>
    private const int MaxDepth = 256;

    public static SourceNode? Read(byte[] utf8, DiagnosticBag diagnostics)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, "", diagnostics);
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            Report(exception, utf8, diagnostics);
            return null;
        }
    }

    private static SourceNode ReadValue(ref Utf8JsonReader reader, string location, DiagnosticBag diagnostics)
    {
        var offset = (int)reader.TokenStartIndex;
        diagnostics.Register(location.Length == 0 ? "/" : location, offset);
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new SourceNode(SourceKind.String) { Text = reader.GetString() ?? "" };
            case JsonTokenType.Number:
                var text = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
                var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
                return new SourceNode(SourceKind.Number) { Text = text, Number = number };
            case JsonTokenType.True or JsonTokenType.False:
                return new SourceNode(SourceKind.Boolean) { Boolean = reader.GetBoolean() };
            case JsonTokenType.StartArray:
                var array = new SourceNode(SourceKind.Array);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Items.Add(ReadValue(ref reader, $"{location}[{array.Items.Count}]", diagnostics));
                }

                return array;
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, location, diagnostics);
            default:
                return new SourceNode(SourceKind.Null);
        }
    }

    private static SourceNode ReadObject(ref Utf8JsonReader reader, string location, DiagnosticBag diagnostics)
    {
        var node = new SourceNode(SourceKind.Object);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var nameOffset = (int)reader.TokenStartIndex;
            var name = reader.GetString() ?? "";
            reader.Read();
            diagnostics.Register($"{location}/{name}", nameOffset);
            var member = new SourceMember(name, ReadValue(ref reader, $"{location}/{name}", diagnostics));
            if (seen.Add(name))
            {
                node.Members.Add(member);
            }
            else
            {
                diagnostics.Add(
                    DiagnosticSeverity.Error,
                    DiagnosticCodes.InvalidJsonDescription,
                    $"Duplicate field '{name}'",
                    $"{location}/{name}",
                    nameOffset);
            }
        }

        return node;
    }

    private static void Report(JsonException exception, byte[] utf8, DiagnosticBag diagnostics)
    {
        var text = Encoding.UTF8.GetString(utf8);
        if (UnrecognizedToken(text) is { } token)
        {
            // Worded as Step Functions' own parser (Jackson) does.
            var source = $"[Source: (String)\"{text}\"; line: 1, column: {token.End + 1}]";
            diagnostics.Add(
                DiagnosticSeverity.Error,
                DiagnosticCodes.InvalidJsonDescription,
                $"Unrecognized token '{text[token.Start..token.End]}': was expecting "
                + $"(JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at {source}",
                source,
                token.Start);
            return;
        }

        var message = exception.Message;
        var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        diagnostics.Add(
            DiagnosticSeverity.Error,
            DiagnosticCodes.InvalidJsonDescription,
            cut < 0 ? message : message[..cut],
            $"line: {exception.LineNumber + 1}, column: {exception.BytePositionInLine + 1}",
            OffsetOf(exception, utf8));
    }

    private static (int Start, int End)? UnrecognizedToken(string text)
    {
        var start = text.Length - text.AsSpan().TrimStart().Length;
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '$'))
        {
            end++;
        }

        return end > start && char.IsLetter(text[start]) && text[start..end] is not ("true" or "false" or "null") ? (start, end) : null;
    }

    private static int OffsetOf(JsonException exception, byte[] utf8)
    {
        var offset = 0;
        for (var line = 0L; line < (exception.LineNumber ?? 0); line++)
        {
            offset += utf8.AsSpan(offset).IndexOf((byte)'\n') + 1;
        }

        return offset + (int)(exception.BytePositionInLine ?? 0);
    }
}
