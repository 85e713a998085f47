using System.Collections.Immutable;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Routes.Config;
using AiProxy.Contracts.Routes.Planning;

namespace AiProxy.Contracts.Routes.Rules;

/// <summary>What the parts of a routes file must be to each other, once each has the right shape.</summary>
internal static class FileRules
{
    /// <returns>The routes' settings; to be used only where there was no complaint.</returns>
    public static ImmutableArray<RouteSettings> Check(RoutesConfig file, RouteTableOptions options, List<Complaint> complaints)
    {
        foreach (ProviderConfig provider in file.Providers)
        {
            if (provider.Format is null && WireFormat.Find(provider.Name) is null)
            {
                string formats = string.Join(", ", WireFormat.All.Select(format => format.Name));
                complaints.Add(new Complaint(ComplaintCodes.MissingMember, provider.Pointer, $"The provider '{provider.Name}' has no 'format'",
                    $"Add one of: {formats}. Only a provider named like a format may leave it out."));
            }
            if (provider is { Simulated.Value: true, Url: null })
            {
                complaints.Add(new Complaint(ComplaintCodes.MissingMember, provider.Pointer, $"The provider '{provider.Name}' is simulated and has no 'url'",
                    "Add the URL of what answers in its place."));
            }
            CheckSecret(provider, options, complaints);
        }
        if (!file.DefaultsReadable)
        {
            return [];
        }
        CheckWorkflow(file.Defaults.Workflow, options, complaints);
        var all = ImmutableArray.CreateBuilder<RouteSettings>();
        foreach ((string name, RouteConfig route) in file.Routes)
        {
            var settings = RouteSettings.Of(name, file.Defaults, route);
            CheckWorkflow(route.Workflow ?? (file.Defaults.Workflow is null ? settings.Workflow : null), options, complaints);
            CheckDeadline(route.DeadlineMs ?? file.Defaults.DeadlineMs ?? new Sourced<int>(settings.DeadlineMs, route.Pointer), name, options, complaints);
            StrategyRules.Check(route, settings.Strategy, complaints);
            TargetRules.Check(settings, file.ProviderNames, complaints);
            all.Add(settings);
        }
        return all.ToImmutable();
    }

    private static void CheckSecret(ProviderConfig provider, RouteTableOptions options, List<Complaint> complaints)
    {
        string? secret = provider.Secret is { } named ? named.Value : RouteDefaults.SecretOf(provider.Name);
        if (secret is not null && options.AllowedSecrets is { } allowed && !allowed.Contains(secret))
        {
            complaints.Add(new Complaint(ComplaintCodes.SecretNotAllowed, provider.Secret?.Pointer ?? provider.Pointer,
                $"The provider '{provider.Name}' has the secret '{secret}', which this deployment may not read",
                allowed.Count == 0 ? "It may read none." : $"It may read: {string.Join(", ", allowed.Order(StringComparer.Ordinal))}. Deploy the stack with the new one first."));
        }
    }

    private static void CheckDeadline(Sourced<int> deadline, string route, RouteTableOptions options, List<Complaint> complaints)
    {
        if (options.MaxDeadlineMs is { } most && deadline.Value > most)
        {
            complaints.Add(new Complaint(ComplaintCodes.OutOfRange, deadline.Pointer,
                $"The route '{route}' has a deadline of {deadline.Value} ms, and this deployment waits {most} ms at most",
                "Lower deadlineMs, or deploy the stack with a higher apiTimeoutSeconds first."));
        }
    }

    private static void CheckWorkflow(Sourced<string>? workflow, RouteTableOptions options, List<Complaint> complaints)
    {
        if (workflow is { } named && options.KnownWorkflows is { } known && !known.Contains(named.Value))
        {
            complaints.Add(new Complaint(ComplaintCodes.UnknownWorkflow, named.Pointer, $"There is no workflow '{named.Value}'",
                Nearest.Remedy(named.Value, known, "workflows")));
        }
    }
}
