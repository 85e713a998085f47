using System.Text;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>What is seen of one request, in words that can be compared; equal things are counted, and order says nothing.</summary>
/// <param name="Answer">Status, code, type and whether to retry.</param>
/// <param name="Targets">What the answer says of each target.</param>
/// <param name="Calls">What the providers themselves saw.</param>
/// <param name="Log">The log lines with the request's correlation id.</param>
public sealed record Story(string Answer, IEnumerable<string> Targets, IEnumerable<string> Calls, IEnumerable<string> Log)
{
    public override string ToString()
    {
        var text = new StringBuilder(Answer);
        Section(text, "targets", Targets);
        Section(text, "calls", Count(Calls));
        Section(text, "log", Count(Log));
        return text.ToString();
    }

    /// <summary><c>a</c>, <c>a</c>, <c>b</c> are <c>a x2</c>, <c>b</c>.</summary>
    private static IEnumerable<string> Count(IEnumerable<string> items) =>
        items.SelectMany(Spread).GroupBy(item => item).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} x{group.Count()}");

    // The rows are written with counts.
    private static IEnumerable<string> Spread(string item) =>
        item.LastIndexOf(" x", StringComparison.Ordinal) is > 0 and int at && int.TryParse(item.AsSpan(at + 2), out int count)
            ? Enumerable.Repeat(item[..at], count)
            : [item];

    private static void Section(StringBuilder text, string name, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            text.Append('\n').Append(name).Append(": ").Append(line);
        }
    }
}
