using System.Text.Json;

namespace AiProxy.Merge.Votes;

/// <summary>How the votes fell.</summary>
internal sealed class Tally
{
    private readonly string? _pointer;
    private readonly List<(Ballot Value, List<string> Voters)> _values = [];
    private readonly List<string> _silent = [];

    private Tally(string? pointer) => _pointer = pointer;

    /// <summary>The earliest voter of the value with most votes; a tie goes to the value whose first voter is earliest. Null when nobody voted.</summary>
    public string? Winner => _values.Count == 0 ? null : _values.MaxBy(value => value.Voters.Count).Voters[0];

    /// <summary>Counts votes cast in plan order; a null ballot is an answer without a vote.</summary>
    public static Tally Count(IEnumerable<(string Id, Ballot? Ballot)> votes, string? pointer)
    {
        var tally = new Tally(pointer);
        foreach ((string id, Ballot? ballot) in votes)
        {
            tally.Add(id, ballot);
        }
        return tally;
    }

    /// <summary>
    /// Writes <c>{"pointer":"/category","tally":[{"value":"billing","votes":2,"targets":["openai","gemini"]}],"noVote":["vllm"]}</c>: most votes
    /// first, equals in plan order.
    /// </summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("pointer", _pointer);
        writer.WriteStartArray("tally");
        foreach ((Ballot value, List<string> voters) in _values.OrderByDescending(value => value.Voters.Count))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("value");
            value.WriteTo(writer);
            writer.WriteNumber("votes", voters.Count);
            WriteIds(writer, "targets", voters);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        WriteIds(writer, "noVote", _silent);
        writer.WriteEndObject();
    }

    private void Add(string id, Ballot? ballot)
    {
        if (ballot is null)
        {
            _silent.Add(id);
            return;
        }
        List<string>? voters = _values.Find(value => value.Value.Agrees(ballot)).Voters;
        if (voters is null)
        {
            _values.Add((ballot, [id]));
            return;
        }
        voters.Add(id);
    }

    private static void WriteIds(Utf8JsonWriter writer, string name, IEnumerable<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (string id in ids)
        {
            writer.WriteStringValue(id);
        }
        writer.WriteEndArray();
    }
}
