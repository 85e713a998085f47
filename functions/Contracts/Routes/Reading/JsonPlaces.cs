using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Errors;

namespace AiProxy.Contracts.Routes.Reading;

/// <summary>
/// Where in a JSON text each member and element stands. <see cref="JsonDocument"/> does not keep places, and a diagnostic without one is a search.
/// </summary>
internal sealed class JsonPlaces
{
    private readonly ReadOnlyMemory<byte> _utf8Json;
    private readonly Dictionary<string, int> _offsets = [];
    private readonly List<(string Pointer, int Offset)> _duplicates = [];

    /// <summary>Walks <paramref name="utf8Json"/> once.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A string is not Unicode: broken UTF-8, or an escape that is half of a surrogate pair.</exception>
    public JsonPlaces(ReadOnlyMemory<byte> utf8Json, int maxDepth)
    {
        _utf8Json = utf8Json;
        var reader = new Utf8JsonReader(utf8Json.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        reader.Read();
        _offsets[""] = (int)reader.TokenStartIndex;
        ReadValue(ref reader, "", again: false);
        reader.Read();
    }

    /// <summary>Members that occur again in their object, each with its later place.</summary>
    public IReadOnlyList<(string Pointer, int Offset)> Duplicates => _duplicates;

    /// <summary>Line and column, both from 1, of a member's name or of an element; of the nearest parent where there is none.</summary>
    public (int Line, int Column) Find(string pointer)
    {
        while (true)
        {
            if (_offsets.TryGetValue(pointer, out int offset))
            {
                return PlaceOf(offset);
            }
            pointer = pointer[..pointer.LastIndexOf('/')];
        }
    }

    /// <summary>Line and column, both from 1, of the byte at <paramref name="offset"/>.</summary>
    public (int Line, int Column) PlaceOf(int offset)
    {
        ReadOnlySpan<byte> before = _utf8Json.Span[..offset];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    // "again": inside a member that was written twice, where every pointer is taken and only the outermost is worth a word.
    private void ReadValue(ref Utf8JsonReader reader, string pointer, bool again)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            _ = reader.GetString();
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                string element = JsonPointer.Element(pointer, i);
                _offsets.TryAdd(element, (int)reader.TokenStartIndex);
                ReadValue(ref reader, element, again);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                string member = JsonPointer.Member(pointer, reader.GetString()!);
                int offset = (int)reader.TokenStartIndex;
                bool taken = !_offsets.TryAdd(member, offset);
                if (taken && !again)
                {
                    _duplicates.Add((member, offset));
                }
                reader.Read();
                ReadValue(ref reader, member, again || taken);
            }
        }
    }
}
