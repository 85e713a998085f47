using System.Text;
using System.Text.Json;

namespace AiProxy.Providers.Tests.Docs;

/// <summary>One thing that a request may ask for, and what each format makes of it: found out by asking.</summary>
/// <param name="Name">As the page says it.</param>
/// <param name="Members">Members of a request beside one user's message, JSON without its braces; or the whole of <c>messages</c>.</param>
/// <param name="Models">The model to ask for, by format, where it matters.</param>
internal sealed record Feature(string Name, string Members, params (string Format, string Model)[] Models)
{
    private const string Question = """
        "messages":[{"role":"user","content":"Hi"}]
        """;

    public string In(string format)
    {
        string model = Models.FirstOrDefault(pair => pair.Format == format).Model ?? "m";
        IProviderFormat wire = ProviderFormats.Find(format)!;
        WireRequest with = wire.Translate(Request(Members), model);
        if (with.Unsupported.Length > 0)
        {
            return $"**refused**: {Reasons(with.Unsupported)}";
        }
        if (format == "openai")
        {
            return "passed through";
        }
        if (with.Altered.Length > 0)
        {
            return $"adapted: {Reasons(with.Altered)}";
        }
        // What leaves no trace in the body and is not named is left out on purpose.
        bool leavesNoTrace = Encoding.UTF8.GetString(with.Body.Span) == Encoding.UTF8.GetString(wire.Translate(Request(""), model).Body.Span);
        return leavesNoTrace ? "left out (the answer does not depend on it)" : "translated";
    }

    private static JsonElement Request(string members)
    {
        string separator = members.Length == 0 ? "" : ",";
        return JsonElement.Parse(members.StartsWith("\"messages\"", StringComparison.Ordinal) ? $"{{{members}}}" : $"{{{Question}{separator}{members}}}");
    }

    private static string Reasons(IEnumerable<UnsupportedMember> members) => string.Join("; ", members.Select(member => member.Reason).Distinct());
}
