using AiProxy.Cdk.Functions;

namespace AiProxy.Cdk.Settings;

/// <summary>How settings must stand to each other.</summary>
internal static class SettingRules
{
    public static void Check(StackSettings settings, ContextReader reader)
    {
        if (settings.IsLean && settings.ApiTimeoutSeconds > TimeLimits.BufferedSeconds && !settings.ApiTimeoutQuotaRaised)
        {
            reader.Complain(
                $"context 'apiTimeoutSeconds' is {settings.ApiTimeoutSeconds}; behind frontDoor=lean API Gateway waits {TimeLimits.BufferedSeconds} s unless the "
                + "account's quota 'Maximum integration timeout in milliseconds' (L-E5AE38E3) was raised. Raise it, then set context 'apiTimeoutQuotaRaised' to true; "
                + "or use frontDoor=gateway, whose streaming integration needs no quota.");
        }
        if ((settings.DomainName is null) != (settings.CertificateArn is null))
            reader.Complain("context 'domainName' and 'certificateArn' go together: set both or neither.");
        foreach ((string name, int provisioned) in settings.ProvisionedConcurrency)
        {
            if (settings.ReservedConcurrency.TryGetValue(name, out int reserved) && provisioned > reserved)
                reader.Complain($"context 'provisionedConcurrency' keeps {provisioned} instances of {name} ready, 'reservedConcurrency' allows {reserved}.");
        }
    }
}
