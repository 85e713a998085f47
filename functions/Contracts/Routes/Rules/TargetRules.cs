using System.Globalization;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Routes.Config;
using AiProxy.Contracts.Routes.Planning;

namespace AiProxy.Contracts.Routes.Rules;

/// <summary>What the targets of a plan must be together, whether the file or a caller named them.</summary>
internal static class TargetRules
{
    public static void Check(RouteSettings settings, IReadOnlyCollection<string> providers, List<Complaint> complaints)
    {
        TargetConfig[] all = [.. settings.AllTargets];
        CheckCount(settings, all, complaints);
        var ids = new HashSet<string>();
        var seen = new List<TargetConfig>();
        foreach (TargetConfig target in all)
        {
            if (!providers.Contains(target.Provider))
            {
                complaints.Add(new Complaint(ComplaintCodes.UnknownProvider, target.Pointer, $"There is no provider '{target.Provider}'",
                    Nearest.Remedy(target.Provider, providers, "providers")));
            }
            if (target.Id is { } id && !ids.Add(id))
            {
                complaints.Add(new Complaint(ComplaintCodes.DuplicateTarget, target.Pointer, $"Two targets have the id '{id}'", "Give each its own."));
            }
            else if (target.Id is null && seen.Exists(other => other.Name == target.Name && SameParams(other, target)))
            {
                complaints.Add(new Complaint(ComplaintCodes.DuplicateTarget, target.Pointer, $"'{target.Name}' is listed twice",
                    "Remove one; to ask the same model more than once on purpose, give each its own \"id\"."));
            }
            seen.Add(target);
        }
        int enabled = all.Count(target => !target.Disabled);
        if (settings.Quorum is { } quorum && quorum.Value > enabled && settings.Targets.Value.Any(target => !target.Disabled))
        {
            complaints.Add(new Complaint(ComplaintCodes.QuorumTooHigh, quorum.Pointer,
                string.Create(CultureInfo.InvariantCulture, $"The quorum {quorum.Value} of '{settings.Name}' can never be met by {enabled} enabled target(s), fallbacks included"),
                string.Create(CultureInfo.InvariantCulture, $"Write at most {enabled}, or add targets.")));
        }
    }

    private static void CheckCount(RouteSettings settings, TargetConfig[] all, List<Complaint> complaints)
    {
        string pointer = settings.Targets.Pointer;
        if (settings.Targets.Value.Length == 0)
        {
            complaints.Add(new Complaint(ComplaintCodes.NoTargets, pointer, $"'{settings.Name}' has no targets",
                "Add \"targets\", for example [\"openai/gpt-5.2\"]."));
        }
        else if (settings.Targets.Value.All(target => target.Disabled))
        {
            complaints.Add(new Complaint(ComplaintCodes.NoTargets, pointer, $"All targets of '{settings.Name}' are disabled",
                "Enable one, or move a fallback to the targets."));
        }
        if (all.Length > StateSize.MaxTargets)
        {
            complaints.Add(new Complaint(ComplaintCodes.TooManyTargets, pointer,
                string.Create(CultureInfo.InvariantCulture, $"'{settings.Name}' has {all.Length} targets and fallbacks"),
                string.Create(CultureInfo.InvariantCulture, $"At most {StateSize.MaxTargets} are possible together: their answers must fit a state's data.")));
        }
    }

    private static bool SameParams(TargetConfig one, TargetConfig other) => (one.Params, other.Params) switch
    {
        (null, null) => true,
        ({ } a, { } b) => System.Text.Json.JsonElement.DeepEquals(a, b),
        _ => false,
    };
}
