using System.Text.RegularExpressions;
using AiProxy.StatesLanguage.History;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed partial class EventsSection : Section
{
    public override string Title => "History events";

    public override void Write(Page page)
    {
        var written = Enum.GetNames<HistoryEventType>();
        page.ProofTable(["event"], written.Order(StringComparer.Ordinal).Select(name => (
            (IReadOnlyList<string>)[Markdown.Code(name)], page.Prove($"event {name}", page.Cases.Find(Places.Event, name), name))));
        page.Paragraph($"Step Functions also has, and the engine never writes: {string.Join(", ", Documented().Except(written).Select(Markdown.Code))}.");
    }

    /// <summary>The types of the API's model, of which the engine has a copy for checking mocks.</summary>
    private static IEnumerable<string> Documented()
    {
        using var stream = typeof(HistoryEventType).Assembly.GetManifestResourceStream("responses.txt")!;
        using var reader = new StreamReader(stream);
        var types = HistoryEvent().Match(reader.ReadToEnd()).Groups[1].Value.Split('|');
        return types.Length > 1 ? types.Order(StringComparer.Ordinal) : throw new InvalidOperationException("The model of HistoryEvent is not where it was.");
    }

    [GeneratedRegex(@"^HistoryEvent \{.*? type!:s\|([A-Za-z|]+)\|", RegexOptions.Multiline)]
    private static partial Regex HistoryEvent();
}
