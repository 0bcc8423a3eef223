namespace AfterSales.Tests.Architecture.Fixtures.Names.Common;

internal static class TicketManager;

internal static class TicketHelper;

internal static class DateUtils;
