namespace AfterSales.Console.Operations;

/// <summary>How the service stands, for whoever operates it.</summary>
public sealed record ServiceState(WaitingWork WaitingWork, IReadOnlyList<SetAside> SetAside);

public sealed record WaitingWork(int Effects, int Overdue, int FigureDays, int FigureLagSeconds);

/// <param name="Kind"><c>wake</c> or <c>effect</c>.</param>
public sealed record SetAside(string Kind, string Key, string Record, string Error, int Attempts, DateTimeOffset FirstAt);

public sealed record SentAgain(string Key);
