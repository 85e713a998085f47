using System.ComponentModel.DataAnnotations;
using AiProxy.Gateway.Streaming;

namespace AiProxy.Host.Configuration;

/// <summary>The host's settings: section <c>AiProxy</c> of the usual ASP.NET Core configuration (appsettings, environment, command line).</summary>
public sealed class HostOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "AiProxy";

    /// <summary>The routes file. Default: the nearest <c>routes.json</c> from the working folder upwards. <c>--routes FILE</c>.</summary>
    public string? Routes { get; set; }

    /// <summary>The folder of <c>*.asl.json</c> files. Default: <c>statemachines</c> beside the routes file, else the nearest upwards. <c>--statemachines DIR</c>.</summary>
    public string? StateMachines { get; set; }

    /// <summary>The SQLite file for idempotency records and large payloads. Default: <c>data/aiproxy.db</c> beside the routes file. <c>--data FILE</c>.</summary>
    public string? Data { get; set; }

    /// <summary>Whether to ask simulators even where a provider's key is set. Default: false. <c>--simulate true</c>.</summary>
    public bool Simulate { get; set; }

    /// <summary>Largest request body, bytes. Default 10 MiB; 1 KiB to 100 MiB. A larger one is answered 413.</summary>
    [Range(1024, 100 * 1024 * 1024)]
    public long MaxRequestBodyBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>How long a stream is silent before a comment keeps it alive; also how long it can still become an error with its own status. Default 5 s; 10 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan StreamKeepAlive { get; set; } = StreamingOptions.DefaultKeepAlive;
}
