using System.Text.Json;
using AWS.Lambda.Powertools.Common;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

/// <summary>
/// How lines are written. What is left at its default is taken from the environment; <see cref="LoggingAttribute"/> wins over both.
/// </summary>
public class PowertoolsLoggerConfiguration
{
    /// <summary>The section of a configuration file that this is bound to.</summary>
    public const string ConfigurationSectionName = "AWS.Lambda.Powertools.Logging.Logger";

    /// <summary>The value of <c>service</c>.</summary>
    public string? Service { get; set; }

    /// <summary>A .NET date format; <c>o</c> by default.</summary>
    public string? TimestampFormat { get; set; }

    /// <summary>The lowest level written; None means that the environment decides.</summary>
    public LogLevel MinimumLogLevel { get; set; } = LogLevel.None;

    /// <summary>The share of invocations, 0 to 1, that log from Debug on.</summary>
    public double SamplingRate { get; set; }

    /// <summary>How keys are written.</summary>
    public LoggerOutputCase LoggerOutputCase { get; set; } = LoggerOutputCase.Default;

    /// <summary>Where objects that are logged find their source-generated type information; the naming is <see cref="LoggerOutputCase"/>'s.</summary>
    public JsonSerializerOptions? JsonOptions { get; set; }

    /// <summary>Holds low-level lines back; off when null, the default.</summary>
    public LogBufferingOptions? LogBuffering { get; set; }

    /// <summary>Where lines go; standard output by default.</summary>
    public IConsoleWrapper LogOutput { get; set; } = new ConsoleWrapper();

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>A number from 0 to 1 for each sampling decision. Not a secret: it only chooses which invocations are verbose.</summary>
    internal Func<double> Sampler { get; set; } = Random.Shared.NextDouble;

    internal Func<string, string?> Variable { get; set; } = Environment.GetEnvironmentVariable;
}
