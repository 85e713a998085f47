using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Reading;

internal static class ProviderReader
{
    private const decimal MaxPriceUsd = 1_000_000;

    private const string UrlForm = "Write an absolute http or https URL without user, query or fragment, for example \"https://api.openai.com/v1\".";

    private const string SecretForm = "Write the name of a secret: 1 to 256 letters, digits or /_+=.@- (never the key itself); null where none is needed.";

    private static readonly ImmutableArray<string> Members = ["format", "url", "secret", "models", "simulated"];

    private static readonly ImmutableArray<string> PriceMembers = ["inputUsd", "outputUsd", "cachedInputUsd", "cacheWriteUsd"];

    /// <returns>Null where anything in it is wrong.</returns>
    public static ProviderConfig? Read(string name, JsonElement provider, string pointer, List<Complaint> complaints)
    {
        if (!Expect.IsObject(provider, pointer, complaints))
        {
            return null;
        }
        int before = complaints.Count;
        var config = new ProviderConfig(name, pointer);
        foreach (JsonProperty member in provider.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, member.Name);
            switch (member.Name)
            {
                case "format":
                    config = config with { Format = ReadFormat(member.Value, place, complaints) };
                    break;
                case "url":
                    config = config with { Url = Expect.Text(member.Value, place, IsUrl, UrlForm, complaints) };
                    break;
                case "secret":
                    config = config with { Secret = ReadSecret(member.Value, place, complaints) };
                    break;
                case "models":
                    config = config with { Models = ReadModels(member.Value, place, complaints) };
                    break;
                case "simulated":
                    config = config with { Simulated = Expect.Boolean(member.Value, place, complaints) };
                    break;
                default:
                    Expect.RefuseMember(member.Name, place, "A provider", Members, complaints);
                    break;
            }
        }
        return complaints.Count == before ? config : null;
    }

    private static Sourced<string>? ReadFormat(JsonElement value, string pointer, List<Complaint> complaints)
    {
        Sourced<string>? format = Expect.Text(value, pointer, complaints);
        if (format is { } text && WireFormat.Find(text.Value) is null)
        {
            complaints.Add(new Complaint(ComplaintCodes.InvalidValue, pointer, $"There is no wire format '{Expect.Shorten(text.Value)}'",
                Nearest.Remedy(text.Value, WireFormat.All.Select(f => f.Name), "formats")));
        }
        return format;
    }

    private static Sourced<string?>? ReadSecret(JsonElement value, string pointer, List<Complaint> complaints) =>
        value.ValueKind == JsonValueKind.Null ? new Sourced<string?>(null, pointer)
        : Expect.Text(value, pointer, IsSecretName, SecretForm, complaints) is { } secret ? new Sourced<string?>(secret.Value, pointer)
        : null;

    private static ImmutableArray<ModelConfig> ReadModels(JsonElement models, string pointer, List<Complaint> complaints)
    {
        if (!Expect.IsObject(models, pointer, complaints))
        {
            return [];
        }
        var read = ImmutableArray.CreateBuilder<ModelConfig>();
        foreach (JsonProperty model in models.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, model.Name);
            if (!Names.IsModel(model.Name))
            {
                complaints.Add(new Complaint(ComplaintCodes.InvalidValue, place, $"'{Expect.Shorten(model.Name)}' cannot be a model's name", Names.ModelForm));
            }
            else if (Expect.IsObject(model.Value, place, complaints))
            {
                read.Add(new ModelConfig(model.Name, ReadModel(model.Value, place, complaints)));
            }
        }
        return read.ToImmutable();
    }

    private static Price? ReadModel(JsonElement model, string pointer, List<Complaint> complaints)
    {
        Price? price = null;
        foreach (JsonProperty member in model.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, member.Name);
            if (member.Name == "price")
            {
                price = Expect.IsObject(member.Value, place, complaints) ? ReadPrice(member.Value, place, complaints) : null;
            }
            else
            {
                Expect.RefuseMember(member.Name, place, "A model", ["price"], complaints);
            }
        }
        return price;
    }

    private static Price? ReadPrice(JsonElement price, string pointer, List<Complaint> complaints)
    {
        var read = new Dictionary<string, decimal?>();
        foreach (JsonProperty member in price.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, member.Name);
            if (PriceMembers.Contains(member.Name))
            {
                read[member.Name] = Expect.Decimal(member.Value, place, MaxPriceUsd, complaints);
            }
            else
            {
                Expect.RefuseMember(member.Name, place, "A price (US dollars per million tokens)", PriceMembers, complaints);
            }
        }
        foreach (string needed in PriceMembers.Take(2).Where(needed => !read.ContainsKey(needed)))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, pointer, $"The price has no '{needed}'", "Add it, in US dollars per million tokens."));
        }
        return new Price
        {
            InputUsd = read.GetValueOrDefault("inputUsd") ?? 0,
            OutputUsd = read.GetValueOrDefault("outputUsd") ?? 0,
            CachedInputUsd = read.GetValueOrDefault("cachedInputUsd"),
            CacheWriteUsd = read.GetValueOrDefault("cacheWriteUsd"),
        };
    }

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.Host.Length > 0
        && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
        && !text.Any(c => c is '?' or '#' || char.IsWhiteSpace(c));

    // Secrets Manager's own rule for names.
    private static bool IsSecretName(string text) =>
        text.Length is >= 1 and <= 256 && text.All(c => char.IsAsciiLetterOrDigit(c) || "/_+=.@-".Contains(c, StringComparison.Ordinal));
}
