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
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, null, diagnostics);
            reader.Read();
            diagnostics.Root = root;
            return root;
        }
        catch (DepthException exception)
        {
            diagnostics.Add(
                isError: true,
                DiagnosticCodes.TooDeeplyNested,
                $"The definition nests deeper than {MaxDepth} levels",
                exception.Message,
                (int)reader.TokenStartIndex);
            return null;
        }
        catch (JsonException exception)
        {
            Report(exception, utf8, diagnostics);
            return null;
        }
        catch (HalfPairException)
        {
            var offset = (int)reader.TokenStartIndex;
            diagnostics.Add(
                isError: true,
                DiagnosticCodes.InvalidJsonDescription,
                "The text has one half of a surrogate pair",
                null,
                offset);
            return null;
        }
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException exception)
        {
            throw new HalfPairException(exception);
        }
    }

    private static SourceNode ReadValue(ref Utf8JsonReader reader, Place? place, DiagnosticBag diagnostics)
    {
        var offset = (int)reader.TokenStartIndex;
        if (reader.CurrentDepth >= MaxDepth && reader.TokenType is (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            throw new DepthException(place?.ToString() ?? "/");
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new SourceNode(SourceKind.String) { Offset = offset, Text = ReadText(ref reader) };
            case JsonTokenType.Number:
                var text = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
                var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
                if (!double.IsFinite(number))
                {
                    diagnostics.Add(
                        isError: true, DiagnosticCodes.InvalidJsonDescription, "The number is out of range", place?.ToString(), offset);
                    return new SourceNode(SourceKind.Number) { Offset = offset, Text = "0" };
                }

                return new SourceNode(SourceKind.Number) { Offset = offset, Text = text, Number = number };
            case JsonTokenType.True or JsonTokenType.False:
                return new SourceNode(SourceKind.Boolean) { Offset = offset, Boolean = reader.GetBoolean() };
            case JsonTokenType.StartArray:
                var array = new SourceNode(SourceKind.Array) { Offset = offset };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Items.Add(ReadValue(ref reader, new Place(place, null, array.Items.Count), diagnostics));
                }

                return array;
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, place, diagnostics);
            default:
                return new SourceNode(SourceKind.Null) { Offset = offset };
        }
    }

    private static SourceNode ReadObject(ref Utf8JsonReader reader, Place? place, DiagnosticBag diagnostics)
    {
        var node = new SourceNode(SourceKind.Object) { Offset = (int)reader.TokenStartIndex };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var nameOffset = (int)reader.TokenStartIndex;
            var name = ReadText(ref reader);
            reader.Read();
            var memberPlace = new Place(place, name, 0);
            var member = new SourceMember(name, nameOffset, ReadValue(ref reader, memberPlace, diagnostics));
            if (seen.Add(name))
            {
                node.Members.Add(member);
            }
            else
            {
                diagnostics.Add(
                    isError: true,
                    DiagnosticCodes.InvalidJsonDescription,
                    $"Duplicate field '{name}'",
                    memberPlace.ToString(),
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
                isError: true,
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
            isError: true,
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

    /// <summary>A place while it is read; made into text only for a complaint.</summary>
    private sealed record Place(Place? Parent, string? Name, int Index)
    {
        public override string ToString()
        {
            var parent = Parent?.ToString() ?? "";
            return Name is null ? SourceLocation.Item(parent, Index) : SourceLocation.Member(parent, Name);
        }
    }

    private sealed class DepthException(string place) : Exception(place);

    private sealed class HalfPairException(Exception inner) : Exception("Half of a surrogate pair.", inner);
}
