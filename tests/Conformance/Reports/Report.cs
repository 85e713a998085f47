using System.Globalization;
using System.Text.Json;

namespace AiProxy.Conformance.Tests.Reports;

/// <summary>How many cases of each group pass, and why the others do not.</summary>
internal sealed class Report
{
    private readonly SortedDictionary<string, (int Passed, int Total)> _groups = new(StringComparer.Ordinal);
    private readonly List<(string Id, string Why)> _failures = [];

    public IReadOnlyDictionary<string, (int Passed, int Total)> Groups => _groups;

    public IReadOnlyList<(string Id, string Why)> Failures => _failures;

    /// <param name="group">The case's group.</param>
    /// <param name="id">The case.</param>
    /// <param name="why">Why it fails; null if it passes.</param>
    public void Add(string group, string id, string? why)
    {
        var (passed, total) = _groups.GetValueOrDefault(group);
        _groups[group] = (why is null ? passed + 1 : passed, total + 1);
        if (why is not null)
        {
            _failures.Add((id, why));
        }
    }

    public void Print(TextWriter output)
    {
        foreach (var (group, (passed, total)) in _groups)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group,-40} {passed,5} / {total,5}"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{"all",-40} {_groups.Values.Sum(g => g.Passed),5} / {_groups.Values.Sum(g => g.Total),5}"));
    }

    public void Save(string file)
    {
        using var stream = File.Create(file);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartObject("groups");
        foreach (var (group, (passed, total)) in _groups)
        {
            writer.WriteStartObject(group);
            writer.WriteNumber("passed", passed);
            writer.WriteNumber("total", total);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("failures");
        foreach (var (id, why) in _failures)
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("why", why);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
