using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;

namespace Amazon.AppConfigData.Model;

/// <summary>What the session is about; ids or names.</summary>
public class StartConfigurationSessionRequest : AmazonAppConfigDataRequest
{
    /// <summary>The application. Required.</summary>
    public string? ApplicationIdentifier { get; set; }

    /// <summary>The configuration profile. Required.</summary>
    public string? ConfigurationProfileIdentifier { get; set; }

    /// <summary>The environment. Required.</summary>
    public string? EnvironmentIdentifier { get; set; }

    /// <summary>Shortest time between two polls, seconds, 15 to 86400; 60 where it is left out.</summary>
    public int? RequiredMinimumPollIntervalInSeconds { get; set; }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfSet("ApplicationIdentifier", ApplicationIdentifier);
        json.WriteIfSet("ConfigurationProfileIdentifier", ConfigurationProfileIdentifier);
        json.WriteIfSet("EnvironmentIdentifier", EnvironmentIdentifier);
        if (RequiredMinimumPollIntervalInSeconds is { } seconds)
            json.WriteNumber(nameof(RequiredMinimumPollIntervalInSeconds), seconds);
        json.WriteEndObject();
    }
}
