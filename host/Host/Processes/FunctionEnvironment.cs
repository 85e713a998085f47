using System.Collections;
using System.Globalization;
using AiProxy.Host.Functions;
using AiProxy.Host.Storage;
using AiProxy.LocalServices;

namespace AiProxy.Host.Processes;

/// <summary>
/// The environment of a function's process: what Lambda sets, what the stack sets, where AWS's services are here, and what steers the log. Nothing else
/// of the host's own, least of all its keys.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"/></remarks>
internal static class FunctionEnvironment
{
    private const string Region = "us-east-1";

    // Of the host's own: what steers the log, and where a certificate authority of one's own is.
    private static readonly string[] PassedPrefixes = ["POWERTOOLS_", "AWS_LAMBDA_LOG_"];
    private static readonly string[] Passed = ["PATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "DOTNET_ROOT", "TMPDIR"];

    /// <param name="package">The function.</param>
    /// <param name="services">AWS's services here.</param>
    /// <param name="memoryMb">What the function is told it has.</param>
    public static Dictionary<string, string> Of(FunctionPackage package, LocalServicesServer services, int memoryMb)
    {
        var environment = new Dictionary<string, string>
        {
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["_HANDLER"] = $"AiProxy.{package.Name}",
            ["LAMBDA_TASK_ROOT"] = package.Folder,
            ["LAMBDA_RUNTIME_DIR"] = package.Folder,
            ["AWS_REGION"] = Region,
            ["AWS_DEFAULT_REGION"] = Region,
            ["AWS_EXECUTION_ENV"] = package.IsManaged ? "AWS_Lambda_dotnet10" : "AWS_Lambda_provided.al2023",
            ["AWS_LAMBDA_FUNCTION_NAME"] = package.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = memoryMb.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            // The runtime's own lines are JSON, as the functions' are: one form for all that the host prints.
            ["AWS_LAMBDA_LOG_FORMAT"] = "JSON",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{package.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = "local",
            ["AWS_ACCESS_KEY_ID"] = services.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = "unused",
            ["AWS_SESSION_TOKEN"] = "unused",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["ANNOTATIONS_HANDLER"] = package.Name,
            ["POWERTOOLS_SERVICE_NAME"] = "aiproxy",
            ["IDEMPOTENCY_TABLE"] = SqliteItemStore.Records,
            ["PAYLOAD_BUCKET"] = PayloadObjects.Bucket,
        };
        foreach (string service in (string[])["DYNAMODB", "S3", "SECRETS_MANAGER"])
        {
            environment[$"AWS_ENDPOINT_URL_{service}"] = services.Address;
        }
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            string name = (string)variable.Key;
            if (Passed.Contains(name) || PassedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                environment[name] = (string?)variable.Value ?? "";
            }
        }
        return environment;
    }

    /// <summary>The ARN of the function.</summary>
    public static string ArnOf(FunctionPackage package) => LocalFunctions.ArnOf(package.Name);
}
