namespace AfterSales.Console.Tickets;

/// <summary>Names <c>TicketWords.resx</c>.</summary>
public sealed class TicketWords;
