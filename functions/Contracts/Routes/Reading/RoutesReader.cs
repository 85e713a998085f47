using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Reading;

/// <summary>
/// Reads the routes file's shape. By hand and not by a serializer: that stops at the first unknown member, while an author wants all of them,
/// each with its place and what was probably meant.
/// </summary>
internal static class RoutesReader
{
    private static readonly ImmutableArray<string> Members = ["$schema", "providers", "defaults", "routes"];

    public static RoutesConfig Read(JsonElement root, List<Complaint> complaints)
    {
        var config = new RoutesConfig();
        if (!Expect.IsObject(root, "", complaints))
        {
            return config;
        }
        foreach (JsonProperty member in root.EnumerateObject())
        {
            string pointer = JsonPointer.Member("", member.Name);
            switch (member.Name)
            {
                case "$schema":
                    Expect.Text(member.Value, pointer, complaints);
                    break;
                case "providers" when Expect.IsObject(member.Value, pointer, complaints):
                    config = config with
                    {
                        Providers = ReadProviders(member.Value, pointer, complaints),
                        ProviderNames = [.. member.Value.EnumerateObject().Select(p => p.Name)],
                    };
                    break;
                case "defaults":
                    RouteConfig? defaults = RouteReader.Read(member.Value, pointer, RouteScope.Defaults, complaints);
                    config = config with { Defaults = defaults ?? config.Defaults, DefaultsReadable = defaults is not null };
                    break;
                case "routes" when Expect.IsObject(member.Value, pointer, complaints):
                    config = config with { Routes = ReadRoutes(member.Value, pointer, complaints) };
                    break;
                case "providers" or "routes":
                    break;
                default:
                    Expect.RefuseMember(member.Name, pointer, "The routes file", Members, complaints);
                    break;
            }
        }
        RefuseMissing(root, "providers", "Add \"providers\", for example {\"openai\": {}}.", complaints);
        RefuseMissing(root, "routes", "Add \"routes\", for example {\"chat\": {\"targets\": [\"openai/gpt-5.2\"]}}.", complaints);
        return config;
    }

    private static void RefuseMissing(JsonElement root, string name, string remedy, List<Complaint> complaints)
    {
        if (!root.TryGetProperty(name, out JsonElement value))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, "", $"The routes file has no '{name}'", remedy));
        }
        else if (value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any())
        {
            complaints.Add(new Complaint(ComplaintCodes.OutOfRange, $"/{name}", $"'{name}' is empty", remedy));
        }
    }

    private static ImmutableArray<ProviderConfig> ReadProviders(JsonElement providers, string pointer, List<Complaint> complaints)
    {
        var read = ImmutableArray.CreateBuilder<ProviderConfig>();
        foreach (JsonProperty provider in providers.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, provider.Name);
            if (!Names.IsProvider(provider.Name))
            {
                complaints.Add(new Complaint(ComplaintCodes.InvalidValue, place, $"'{provider.Name}' cannot be a provider's name", Names.ProviderForm));
            }
            else if (ProviderReader.Read(provider.Name, provider.Value, place, complaints) is { } config)
            {
                read.Add(config);
            }
        }
        return read.ToImmutable();
    }

    private static ImmutableArray<(string, RouteConfig)> ReadRoutes(JsonElement routes, string pointer, List<Complaint> complaints)
    {
        var read = ImmutableArray.CreateBuilder<(string, RouteConfig)>();
        foreach (JsonProperty route in routes.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, route.Name);
            if (!Names.IsRoute(route.Name))
            {
                complaints.Add(new Complaint(ComplaintCodes.InvalidValue, place, $"'{route.Name}' cannot be a route's name", Names.RouteForm));
            }
            else if (RouteReader.Read(route.Value, place, RouteScope.Route, complaints) is { } config)
            {
                read.Add((route.Name, config));
            }
        }
        return read.ToImmutable();
    }
}
