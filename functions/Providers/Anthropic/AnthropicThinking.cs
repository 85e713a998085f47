using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiProxy.Providers.Messages;
using AiProxy.Providers.Messages.Content;
using AiProxy.Providers.Messages.Thinking;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.Anthropic;

/// <summary>
/// How a Claude model is told to think. From 4.6 on (and whatever has no version in its name) models decide for themselves, by an effort; older ones
/// take a budget of tokens, at least 1024 and below the answer's limit; before 3.7 none thinks.
/// </summary>
/// <param name="Mode">Which of them.</param>
/// <param name="Budget">Tokens, in <see cref="ThinkingMode.Budget"/>.</param>
/// <param name="EffortWord">Anthropic's word, in <see cref="ThinkingMode.Adaptive"/>.</param>
/// <remarks><see href="https://docs.anthropic.com/en/docs/build-with-claude/extended-thinking"/>, <see href="https://docs.anthropic.com/en/docs/build-with-claude/adaptive-thinking"/></remarks>
internal sealed partial record AnthropicThinking(ThinkingMode Mode, int Budget = 0, string? EffortWord = null)
{
    private const int SmallestBudget = 1024;

    private static readonly AnthropicThinking Unsaid = new(ThinkingMode.Unsaid);

    /// <summary>Whether the model thinks before it answers.</summary>
    public bool IsOn => Mode is ThinkingMode.Adaptive or ThinkingMode.Budget;

    public static AnthropicThinking Read(JsonElement request, string model, Conversation conversation, ToolRequest tools, TranslationReport report)
    {
        if (Efforts.Read(request, report) is not { } effort)
        {
            return Unsaid;
        }
        decimal? version = VersionOf(model);
        if (effort == Effort.None)
        {
            return version is null or >= 4.6m ? new AnthropicThinking(ThinkingMode.Off) : Unsaid;
        }
        if (WhyNot(request, version, conversation, tools) is { } reason)
        {
            report.Unsupported(Efforts.Pointer, reason);
            return Unsaid;
        }
        return version < 4.6m ? WithBudget(request, effort) : WithEffort(effort, report);
    }

    private static string? WhyNot(JsonElement request, decimal? version, Conversation conversation, ToolRequest tools)
    {
        if (version < 3.7m)
        {
            return "this model does not think";
        }
        if (tools.IsForced)
        {
            return "Anthropic's models do not think when they are made to call a tool (tool_choice)";
        }
        if (conversation.Turns is [.., { Role: TurnRole.Assistant }])
        {
            return "Anthropic's models do not think when the answer's beginning is given (the last message is the assistant's)";
        }
        if (version < 4.6m)
        {
            if (Sampling.MaxTokens(request) is { } limit && limit.TryGetDecimal(out decimal tokens) && tokens <= SmallestBudget)
            {
                return $"the limit on the answer's length must leave this model more than {SmallestBudget} tokens to think";
            }
            if (LacksThoughts(conversation))
            {
                return "this model wants the thoughts back that came with its tool calls, and the history has none (message.aiproxy.thinking)";
            }
        }
        return null;
    }

    // Only the calls whose results come last are part of an answer that is still being thought about.
    private static bool LacksThoughts(Conversation conversation) =>
        conversation.Turns is [.., { Role: TurnRole.Assistant } asked, var last] && last.Parts[0] is ToolResultPart && asked.Parts[0] is not ThoughtPart;

    private static AnthropicThinking WithBudget(JsonElement request, Effort effort)
    {
        int budget = effort.Budget();
        if (Sampling.MaxTokens(request) is { } limit && limit.TryGetDecimal(out decimal tokens))
        {
            // OpenAI's limit counts thoughts too: a fifth is left for the answer.
            budget = (int)Math.Max(SmallestBudget, Math.Min(budget, Math.Floor(tokens * 0.8m)));
        }
        return new AnthropicThinking(ThinkingMode.Budget, budget);
    }

    private static AnthropicThinking WithEffort(Effort effort, TranslationReport report)
    {
        if (effort == Effort.Minimal)
        {
            report.Altered(Efforts.Pointer, "Anthropic's lowest effort is low");
        }
        return new AnthropicThinking(ThinkingMode.Adaptive, EffortWord: effort switch
        {
            Effort.Minimal or Effort.Low => "low",
            Effort.Medium => "medium",
            Effort.High => "high",
            Effort.XHigh => "xhigh",
            _ => "max",
        });
    }

    // claude-3-7-sonnet-20250219, claude-sonnet-4-20250514, claude-opus-4.6, claude-haiku-4-5@20251001
    private static decimal? VersionOf(string model)
    {
        Match match = Version().Match(model);
        return match.Success
            ? decimal.Parse($"{match.Groups[1].ValueSpan}.{(match.Groups[2].Success ? match.Groups[2].ValueSpan : "0")}", CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"claude-(?:[a-z]+-)?([0-9]{1,2})(?![0-9])(?:[-.]([0-9])(?![0-9]))?", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}

/// <summary>Whether, and how, a model thinks.</summary>
internal enum ThinkingMode
{
    Unsaid,
    Off,
    Budget,
    Adaptive,
}
