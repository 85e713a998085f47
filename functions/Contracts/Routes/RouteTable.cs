using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes.Config;
using AiProxy.Contracts.Routes.Planning;
using AiProxy.Contracts.Routes.Reading;
using AiProxy.Contracts.Routes.Rules;

namespace AiProxy.Contracts.Routes;

/// <summary>A routes file that passed every check: immutable, safe to share between threads.</summary>
public sealed class RouteTable
{
    private const string Owner = "aiproxy";

    private readonly FrozenDictionary<string, Route> _routes;
    private readonly FrozenDictionary<string, ProviderDefinition> _providers;
    private readonly ImmutableArray<string> _offered;

    private RouteTable(RoutesConfig file, ImmutableArray<RouteSettings> routes, FrozenDictionary<string, ProviderDefinition> providers)
    {
        _providers = providers;
        Providers = [.. file.Providers.Select(provider => providers[provider.Name])];
        _offered = [.. Providers.SelectMany(provider => provider.Models, (provider, model) => $"{provider.Name}/{model}")];
        RouteSettings[] direct = [.. Providers.SelectMany(provider => provider.Models, (provider, model) => Direct(file.Defaults, provider.Name, model))];
        _routes = routes.Concat(direct).ToFrozenDictionary(
            settings => settings.Name,
            settings => new Route(settings, PlanBuilder.Build(settings, providers)));
        Models =
        [
            .. routes.Select(route => new ModelEntry(route.Name, Owner)),
            .. Providers.SelectMany(provider => provider.Models, (provider, model) => new ModelEntry($"{provider.Name}/{model}", provider.Name)),
        ];
        DefaultWorkflow = file.Defaults.Workflow?.Value ?? RouteDefaults.Workflow;
    }

    /// <summary>Everything that a caller may write as <c>model</c>: the routes, then every <c>provider/model</c>, in the file's order.</summary>
    public ImmutableArray<ModelEntry> Models { get; }

    /// <summary>The providers, in the file's order.</summary>
    public ImmutableArray<ProviderDefinition> Providers { get; }

    /// <summary>The workflow of the file's <c>defaults</c>.</summary>
    public string DefaultWorkflow { get; }

    /// <summary>Reads a routes file.</summary>
    /// <param name="utf8Json">The file's bytes.</param>
    /// <param name="file">How diagnostics name it.</param>
    /// <param name="options">What the host knows; null: the defaults.</param>
    /// <exception cref="RouteTableException">Something in it is wrong; the exception lists all of it.</exception>
    public static RouteTable Parse(ReadOnlyMemory<byte> utf8Json, string file, RouteTableOptions? options = null) =>
        TryParse(utf8Json, file, options, out RouteTable? table, out ImmutableArray<RouteDiagnostic> diagnostics)
            ? table
            : throw new RouteTableException(diagnostics);

    /// <summary>Reads a routes file.</summary>
    /// <param name="utf8Json">The file's bytes.</param>
    /// <param name="file">How diagnostics name it.</param>
    /// <param name="options">What the host knows; null: the defaults.</param>
    /// <param name="table">The table; null where anything is wrong.</param>
    /// <param name="diagnostics">Everything wrong, in the file's order; empty where the table is there.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8Json,
        string file,
        RouteTableOptions? options,
        [NotNullWhen(true)] out RouteTable? table,
        out ImmutableArray<RouteDiagnostic> diagnostics)
    {
        table = null;
        options ??= new RouteTableOptions();
        if (!RoutesDocument.TryRead(utf8Json, file, out RoutesDocument? document, out diagnostics))
        {
            return false;
        }
        var complaints = new List<Complaint>();
        RoutesConfig config = RoutesReader.Read(document.Root, complaints);
        ImmutableArray<RouteSettings> routes = FileRules.Check(config, options, complaints);
        diagnostics = document.Locate(complaints);
        if (!diagnostics.IsEmpty)
        {
            return false;
        }
        table = new RouteTable(config, routes, ProviderBuilder.Build(config, options));
        return true;
    }

    /// <summary>The workflow that <paramref name="model"/> starts; the default one where nothing is called so, and then Validate answers 404.</summary>
    public string WorkflowFor(string model) => _routes.TryGetValue(model, out Route? route) ? route.Settings.Workflow.Value : DefaultWorkflow;

    /// <summary>Makes the plan for a request.</summary>
    /// <param name="model">The request's <c>model</c>: a route's name or <c>provider/model</c>.</param>
    /// <param name="aiproxy">The request's <c>aiproxy</c> member, which may override what the route allows; null where there is none.</param>
    public RouteResolution Resolve(string model, JsonElement? aiproxy)
    {
        if (!_routes.TryGetValue(model, out Route? route))
        {
            return RouteResolution.Refuse(new Complaint(ComplaintCodes.ModelNotFound, "/model", $"There is no model '{Expect.Shorten(model)}'",
                Nearest.Remedy(model, Models.Select(entry => entry.Id), "models"))
            { Status = 404 });
        }
        if (aiproxy is not { } member || member.ValueKind == JsonValueKind.Null)
        {
            return RouteResolution.Of(route.Plan);
        }
        var complaints = new List<Complaint>();
        if (RouteReader.Read(member, "/aiproxy", RouteScope.Caller, complaints) is { } caller)
        {
            RouteSettings settings = CallerOverrides.Apply(route.Settings, caller, _offered, complaints);
            if (complaints.Count == 0)
            {
                TargetRules.Check(settings, _providers.Keys, complaints);
            }
            if (complaints.Count == 0)
            {
                return RouteResolution.Of(PlanBuilder.Build(settings, _providers));
            }
        }
        return RouteResolution.Refuse([.. complaints]);
    }

    // A model asked for directly is a route of one target: the defaults' limits hold, their strategy has nothing to decide.
    private static RouteSettings Direct(RouteConfig defaults, string provider, string model) => RouteSettings.Of($"{provider}/{model}", defaults, new RouteConfig("")
    {
        Strategy = new Sourced<Strategy>(Strategy.First, ""),
        Targets = new Sourced<ImmutableArray<TargetConfig>>([new TargetConfig(provider, model, "")], ""),
    });

    private sealed record Route(RouteSettings Settings, Plan Plan);
}
