using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Tests.Fixtures;

namespace AiProxy.Providers.Tests.Docs;

/// <summary>Writes <c>docs/providers.md</c>: every cell is what the translators do when they are asked.</summary>
internal static class ProvidersPage
{
    private static readonly string[] Formats = ["openai", "anthropic", "gemini"];

    // Finish reasons that the providers document, and one that they do not.
    private static readonly (string Format, string[] Reasons)[] Reasons =
    [
        ("openai", ["stop", "length", "tool_calls", "content_filter", "function_call", "model_length", "error", "insufficient_system_resource", "brand_new"]),
        ("anthropic", ["end_turn", "max_tokens", "stop_sequence", "tool_use", "pause_turn", "refusal", "model_context_window_exceeded", "brand_new"]),
        ("gemini",
        [
            "STOP", "MAX_TOKENS", "SAFETY", "RECITATION", "LANGUAGE", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MALFORMED_FUNCTION_CALL",
            "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "IMAGE_OTHER", "NO_IMAGE",
            "FINISH_REASON_UNSPECIFIED", "BRAND_NEW",
        ]),
    ];

    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("""
            # What each provider's format expresses

            <!-- Written by tests/functions/Providers/Docs from the translators themselves; a test fails when this page is not what they do.
                 To update: UPDATE_DOCS=1 dotnet run --project tests/functions/Providers -- -class AiProxy.Providers.Tests.Docs.ProvidersPageTests -->

            A request is OpenAI's; a target may speak another format. **Passed through**: byte for byte. **Translated**: said in the format's own way.
            **Adapted**: said as nearly as the format can, and named in the answer (`aiproxy.targets[].dropped`). **Refused**: a 400 that names the member
            and the reason before anybody is called; with `dropUnsupported` in the route it is left out instead, and named in the answer.
            Members with OpenAI's default value (`n: 1`, `logprobs: false` ...) ask for nothing and are never refused.


            """);
        Table(page, "Messages", Features.Messages);
        Table(page, "Tools", Features.Tools);
        Table(page, "The answer's shape", Features.Output);
        Table(page, "Thinking", Features.Thinking);
        page.Append("""
            What a provider wants back with its answer (Anthropic's thinking blocks, Gemini's thought signatures) comes in `message.aiproxy.thinking`; what it
            shows of its thoughts is in `message.reasoning_content`. Send the message back as it came and nothing is lost in a tool loop; to other
            providers both are left out. A client that drops unknown members can still go on: Claude models from 4.6 do without, Gemini gets the
            word that Google has for it, and older Claude models go on without `reasoning_effort`.


            """);
        Table(page, "Sampling and the rest", Features.Sampling);
        FinishReasons(page);
        Errors(page);
        return page.ToString().TrimEnd() + "\n";
    }

    private static void Table(StringBuilder page, string title, Feature[] features)
    {
        page.Append($"## {title}\n| | OpenAI | Anthropic | Gemini |\n|---|---|---|---|\n");
        foreach (Feature feature in features)
        {
            page.Append($"| {feature.Name} | {string.Join(" | ", Formats.Select(feature.In))} |\n");
        }
        page.Append('\n');
    }

    private static void FinishReasons(StringBuilder page)
    {
        page.Append("## Finish reasons\nThe provider's own word is kept where it is another one. Failed is a failed attempt, never a good answer.\n\n");
        page.Append("| format | the provider says | with text | without text |\n|---|---|---|---|\n");
        foreach ((string format, string[] reasons) in Reasons)
        {
            foreach (string reason in reasons)
            {
                page.Append($"| {format} | `{reason}` | {Finish(format, reason, "Hi")} | {Finish(format, reason, "")} |\n");
            }
        }
        page.Append('\n');
    }

    private static string Finish(string format, string reason, string text)
    {
        object body = format switch
        {
            "openai" => new { choices = new[] { new { message = new { content = text }, finish_reason = reason } } },
            "anthropic" => new { content = text.Length == 0 ? [] : new[] { new { type = "text", text } }, stop_reason = reason },
            _ => new { candidates = new[] { new { content = new { parts = text.Length == 0 ? [] : new[] { new { text } } }, finishReason = reason } } },
        };
        try
        {
            ChatAnswer answer = ProviderFormats.Find(format)!.ReadAnswer(JsonSerializer.SerializeToUtf8Bytes(body), "m");
            return $"`{answer.Choices[0].FinishReason}`";
        }
        catch (ProviderException e)
        {
            return $"failed: `{FailureClass.Of(e.GetType().Name).Code}`";
        }
    }

    private static void Errors(StringBuilder page)
    {
        page.Append("## Errors\nOne row a recorded case; the code is what the caller's answer says of the target.\n\n");
        page.Append("| format | status | case | code |\n|---|---|---|---|\n");
        foreach (string format in Formats)
        {
            foreach (JsonElement row in Fixture.Rows("errors").Where(row => row.Data.Item1 == format).Select(row => row.Data.Item2))
            {
                string code = FailureClass.Of(row.GetProperty("class").GetString()!).Code;
                page.Append($"| {format} | {row.GetProperty("status")} | {row.GetProperty("name").GetString()} | `{code}` |\n");
            }
        }
    }
}
