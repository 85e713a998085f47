namespace Amazon.AppConfigData.Model;

/// <summary>Asks for the configuration.</summary>
public class GetLatestConfigurationRequest : AmazonAppConfigDataRequest
{
    /// <summary>The token that the session, or the poll before, handed out. Required.</summary>
    public string? ConfigurationToken { get; set; }
}
